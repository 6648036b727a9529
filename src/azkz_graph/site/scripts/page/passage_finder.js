// Passages looked for in a text by the SHA-256 of their words, at their place, or near it if the text is of another
// revision. Places count Unicode code points, as those of the graph do.

const REACH = 400;

/** {whole, found}: whether the text is the very article of that digest, and the words of each passage by digest. */
export async function findPassages(text, digest, passages) {
  const whole = (await sha256(text)) === digest;
  const points = Array.from(text);
  const found = new Map();
  let shift = 0;
  for (const passage of passages) {
    const place = await placeOf(points, passage, shift);
    if (place === null) continue;
    shift = place - passage.start;
    found.set(passage.digest, points.slice(place, place + passage.end - passage.start).join(""));
  }
  return { whole, found };
}

/** The place nearest to where the passage is expected; null if it is nowhere near. */
async function placeOf(points, { start, end, digest }, shift) {
  for (let away = 0; away <= REACH; away++) {
    for (const place of away ? [start + shift - away, start + shift + away] : [start + shift]) {
      const words = points.slice(place, place + end - start);
      if (place >= 0 && words.length === end - start && (await sha256(words.join(""))) === digest) return place;
    }
  }
  return null;
}

async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
