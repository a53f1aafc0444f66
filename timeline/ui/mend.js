// Streamlit's field for files says that it is there for show alone, and yet has a name and takes the focus: who hears
// the page is told a contradiction. It is a group of controls, and this says so.
const mend = () => {
  for (const zone of document.querySelectorAll('[data-testid="stFileUploaderDropzone"][role="presentation"]')) {
    zone.setAttribute("role", "group");
  }
};

export default function () {
  mend();
  const observer = new MutationObserver(mend);
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["role"] });
  return () => observer.disconnect();
}
