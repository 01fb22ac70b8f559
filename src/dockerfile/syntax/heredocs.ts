import type { Heredoc } from '../model.ts';
import type { SourceText, Word } from '../../shell/source-text.ts';
import type { Line } from './lines.ts';
import { readWord } from './variable-syntax.ts';
import { splitWords } from './words.ts';

/** Takes lines of the file one by one, from the one behind the instruction on. */
export interface HeredocReader {
  readonly text: string;
  readonly take: () => Line | undefined;
  /** Called with the heredoc's word when the file ends before it does. */
  readonly unterminated: (at: Word) => void;
}

const TAKES_HEREDOCS = new Set(['RUN', 'COPY', 'ADD']);
const OPENING = /^\d*<<(-?)([^<]*)$/;

/** The heredocs that a RUN, COPY or ADD opens, in order; their lines are taken from the reader. */
export function readHeredocs(keyword: string, rest: SourceText, reader: HeredocReader): Heredoc[] {
  // A line that cannot be split into words opens none.
  if (!TAKES_HEREDOCS.has(keyword) || !rest.text.includes('<<') || readWord(rest.text, '\\', true).problem) return [];
  const words = splitWords(rest, '\\');
  const heredocs: Heredoc[] = [];
  for (let index = 0; index < words.length; index++) {
    const one = words[index] as Word;
    const [matched, strip, glued = ''] = OPENING.exec(one.text) ?? [];
    if (matched === undefined) continue;
    // `<< EOF` is one, too; `<<- EOF` is none.
    const apart = glued === '' && strip === '';
    const opening = openingOf(apart ? (words[++index]?.text ?? '') : glued, strip === '-');
    if (opening) heredocs.push(readHeredoc(one, opening, reader));
  }
  return heredocs;
}

function openingOf(written: string, strip: boolean): Opening | undefined {
  const name = withoutQuotes(written);
  if (name === '' || written.includes('<') || /\$\{\w*[^\w}]/.test(written)) return undefined;
  return { name, quoted: /["']/.test(written), strip };
}

function withoutQuotes(written: string): string {
  return written.replace(/\\(.?)|["']/g, '$1');
}

type Opening = Pick<Heredoc, 'name' | 'quoted' | 'strip'>;

function readHeredoc(at: Word, opening: Opening, reader: HeredocReader): Heredoc {
  let start: number | undefined;
  let end = at.end;
  for (let line = reader.take(); line !== undefined; line = reader.take()) {
    start ??= line.start;
    const written = reader.text.slice(line.start, line.end);
    if ((opening.strip ? written.replace(/^\t+/, '') : written) === opening.name) {
      return { ...opening, start: at.start, end: line.end, content: { start, end: line.start } };
    }
    end = line.end;
  }
  reader.unterminated(at);
  return { ...opening, start: at.start, end, content: { start: start ?? end, end } };
}
