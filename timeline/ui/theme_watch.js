// Streamlit does not run the page again when a reader changes the theme, and the chart would keep the old colours:
// this tells the server. `data` is the theme that the page was last drawn with.
export default function ({ data, setStateValue }) {
  const app = document.querySelector(".stApp");
  let told = data;
  const tell = () => {
    const now = getComputedStyle(app).colorScheme;
    if ((now === "light" || now === "dark") && now !== told) {
      told = now;
      setStateValue("theme", now);
    }
  };
  const observer = new MutationObserver(tell);
  observer.observe(app, { attributes: true, attributeFilter: ["class"] });
  tell();
  return () => observer.disconnect();
}
