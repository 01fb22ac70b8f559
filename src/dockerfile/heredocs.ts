import type { Heredoc, Word } from './model.ts';
import type { Line } from './lines.ts';

/** Takes lines of the file one by one, from the one behind the instruction on. */
export interface HeredocReader {
  readonly text: string;
  readonly take: () => Line | undefined;
  /** Called with the heredoc's word when the file ends before it does. */
  readonly unterminated: (at: Word) => void;
}

const OPENING = /^\d*<<(-?)(["']?)([^<>"'\s]+)\2$/;

/** The heredocs that the words of a RUN, COPY or ADD open, in order; their lines are taken from the reader. */
export function readHeredocs(keyword: string, words: readonly Word[], reader: HeredocReader): Heredoc[] {
  if (!['RUN', 'COPY', 'ADD'].includes(keyword)) return [];
  const heredocs: Heredoc[] = [];
  for (const one of words) {
    const [matched, strip, quote, name = ''] = OPENING.exec(one.text) ?? [];
    if (matched !== undefined) heredocs.push(readHeredoc(one, name, quote !== '', strip === '-', reader));
  }
  return heredocs;
}

function readHeredoc(at: Word, name: string, quoted: boolean, strip: boolean, reader: HeredocReader): Heredoc {
  let start: number | undefined;
  let end = at.end;
  for (let line = reader.take(); line !== undefined; line = reader.take()) {
    start ??= line.start;
    const written = reader.text.slice(line.start, line.end);
    if ((strip ? written.replace(/^\t+/, '') : written) === name) {
      return { start: at.start, end: line.end, name, quoted, content: { start, end: line.start } };
    }
    end = line.end;
  }
  reader.unterminated(at);
  return { start: at.start, end, name, quoted, content: { start: start ?? end, end } };
}
