import { type Message, say, type Translations } from '../words/message.ts';
import { columns, padded, wrapped } from './columns.ts';
import { COMMON_OPTIONS, HELP, type Help } from './help-texts.ts';

const WIDTH = 120;
/** A longer option stands beside its text as it is. */
const LONGEST_OPTION = 28;

/** The help of one command, or of all, in the user's language. */
export function helpText(command: string | undefined, translations: Translations): string {
  const help = command !== undefined && Object.hasOwn(HELP, command) ? HELP[command] : undefined;
  const common = [say(['Common options:'], translations), ...table(COMMON_OPTIONS, translations)].join('\n');
  const parts = help ? commandParts(help, translations) : allParts(translations);
  return `${[...parts, common].join('\n\n')}\n`;
}

function commandParts({ call, about, options, status }: Help, translations: Translations): string[] {
  const texts = [about, status].flatMap((text) => (text ? [wrapped(say(text, translations), WIDTH).join('\n')] : []));
  return [call, ...texts.slice(0, 1), table(options, translations).join('\n'), ...texts.slice(1)];
}

function allParts(translations: Translations): string[] {
  const rows = Object.values(HELP).map(({ short, purpose }) => [short, purpose] as const);
  return ['gantry COMMAND', table(rows, translations).join('\n')];
}

function table(rows: readonly (readonly [string, Message?])[], translations: Translations): string[] {
  const widths = rows.map(([option]) => columns(option)).filter((width) => width <= LONGEST_OPTION);
  const first = (widths.length > 0 ? Math.max(...widths) : LONGEST_OPTION) + 2;
  return rows.flatMap(([option, text]) => {
    if (text === undefined) return [`  ${option}`];
    const indent = ' '.repeat(first + 2);
    const start = `  ${padded(option, first)}${columns(option) >= first ? '  ' : ''}`;
    const said = say(text, translations);
    const [line = '', ...rest] = wrapped(said, WIDTH - columns(start));
    const more = rest.length === 0 ? [] : wrapped(said.slice(line.length).trimStart(), WIDTH - indent.length);
    return [start + line, ...more.map((one) => indent + one)];
  });
}
