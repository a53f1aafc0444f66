// A link of our own pages, in text that Streamlit shows as HTML: followed without loading the app anew.
let told = null;

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-go]");
  if (!link || !told || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  told("go", link.dataset.go);
});

export default function ({ setTriggerValue }) {
  told = setTriggerValue;
}
