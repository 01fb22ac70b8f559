/** Turns character offsets into 1-based lines and columns (UTF-16 units). CRLF, LF and CR end lines. */
export type Locate = (offset: number) => { readonly line: number; readonly column: number };

export function positions(text: string): Locate {
  const starts = text.includes('\r') ? startsAtAnyEnding(text) : startsBehindLineFeeds(text);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function startsAtAnyEnding(text: string): number[] {
  const starts = [0];
  for (const { index, 0: ending } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + ending.length);
  return starts;
}

function startsBehindLineFeeds(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
