// The service counts code points, JavaScript counts UTF-16 units: everything that turns one into the other is here.

/** Returns the place in UTF-16 units of every code point of the text, and of its end. */
export function utf16Places(text) {
  const places = [];
  let place = 0;
  for (const character of text) {
    places.push(place);
    place += character.length;
  }
  places.push(place);
  return places;
}

/** Returns how many code points the text has. */
export function countCharacters(text) {
  return utf16Places(text).length - 1;
}

/** Returns the parts of an analysis with their start, end and words in the text as JavaScript sees it. */
export function partsOf(analysis) {
  const places = utf16Places(analysis.text);
  return analysis.segments.map((segment, number) => {
    const [start, end] = [places[segment.start], places[segment.end]];
    return { number, segment, start, end, labels: segment.labels, words: analysis.text.slice(start, end) };
  });
}

/** Returns what a stretch of the analysed text says, on one line. */
export function quote(analysis, start, end) {
  return Array.from(analysis.text).slice(start, end).join("").replace(/\s+/g, " ").trim();
}

/** Returns the parts that a change of the text did not touch, moved to where they stand now. */
export function untouched(parts, before, after) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const moved = after.length - before.length;
  return parts.flatMap((part) => {
    if (part.end <= head) return [part];
    if (part.start >= before.length - tail) return [{ ...part, start: part.start + moved, end: part.end + moved }];
    return [];
  });
}
