// Words of a page by their keys, with values in their {placeholders}.

export function pageWords(...parts) {
  const all = JSON.parse(document.getElementById("words").textContent);
  return (key, values = {}) => {
    const found = parts.map((part) => `${part}_${key}`).find((each) => Object.hasOwn(all, each));
    return (all[found] ?? key).replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder);
  };
}
