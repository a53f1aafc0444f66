"""The exceptions of the package: broken rule files and wrong use. Bad input is a value, `InputProblem`."""


class TimelineError(Exception):
    """Something the user can mend; the text says what, where and what to do, in lower case."""


class RuleError(TimelineError):
    """A rule or word file is broken; the text names the file, the rule id, what is wrong and how to mend it."""


class CaseError(TimelineError):
    """A case file cannot be used: it is not one, is newer than this program, is damaged or is locked."""
