import type { Command } from '../../shell/commands.ts';
import { programName } from '../../shell/commands.ts';

const LONG: Readonly<Record<string, string>> = { e: 'errexit', u: 'nounset', x: 'xtrace' };

/** Options that `set -e` or `set -o pipefail` switches on, by their long names; none for other commands. */
export function optionsSet(command: Command): string[] {
  const name = programName(command);
  if (name !== 'set' && name !== 'shopt') return [];
  const found: string[] = [];
  const values = command.words.slice(1).map(({ value }) => value);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? '';
    if (!/^-[A-Za-z]+$/.test(value)) continue;
    for (const letter of value.slice(1)) {
      const option = letter === 'o' ? values[++index] : LONG[letter];
      if (option !== undefined && name === 'set') found.push(option);
    }
  }
  // `shopt -so pipefail`
  if (name === 'shopt' && values.some((value) => /^-\w*s/.test(value))) found.push(...values.slice(-1));
  return found;
}
