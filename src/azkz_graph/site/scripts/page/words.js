// A page's block of words in; the words for a key of some of its parts, with values in their {placeholders}, out.

export function pageWords(...parts) {
  const all = JSON.parse(document.getElementById("words").textContent);
  return (key, values = {}) => {
    const found = parts.map((part) => `${part}_${key}`).find((each) => Object.hasOwn(all, each));
    return (all[found] ?? key).replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder);
  };
}
