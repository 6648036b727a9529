// A page's block of words in; the words for a key, with values in place of their {placeholders}, out.

export function pageWords() {
  const words = JSON.parse(document.getElementById("words").textContent);
  return (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}
