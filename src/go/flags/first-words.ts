import { questionAt } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { kongTag } from '../environment/env-command-lines.ts';
import { kongFlagName, tagParts } from '../syntax/struct-tags.ts';
import { type Composite, elementNamed, type StructField } from '../syntax/syntax.ts';
import type { Site } from '../code/code-index.ts';
import { texts, URFAVE } from './command-line-flags.ts';
import { type Command, commandsOf, parentsOf } from './commands.ts';
import { KONG } from './flag-prefixes.ts';

const COBRA = 'github.com/spf13/cobra';
const LIBRARY = new RegExp(`^${URFAVE}`);
/** What changes names or takes more words, once a command is written. */
const CHANGED = ['Use', 'Aliases', 'Args', 'Action', 'DefaultCommand', 'ValidArgs', 'CommandNotFound'];
/** What lets a root take any word: cobra's own check is not made where there is another, and an action gets what is no command. */
const TAKES_MORE = ['Args', 'DisableFlagParsing', 'Action', 'DefaultCommand', 'CommandNotFound', 'Arguments'];
/** What the libraries have by themselves. */
const IMPLIED = ['help', 'h', 'completion', '__complete', '__completeNoDesc'];
/** Fields of kong's by which commands come from elsewhere. */
const MORE_COMMANDS = /^kong\.(?:Plugins|DynamicCommand)/;

/**
 * The words that the first of a program's arguments may be where that is no flag: its commands, by all their names. Null where
 * there are none, or where another word may stand there. Asked of programs all of whose flags are known, which take no
 * commands of other modules.
 */
export function firstWords(code: LinkedCode): readonly string[] | null {
  const [library, other] = [...code.externals].filter((one) => one === COBRA || one === KONG || LIBRARY.test(one));
  if (library === undefined || other !== undefined) return null;
  if (library === KONG) return wordsOfFields(code);
  // What it is told to read may begin with a command of the program's own choice.
  if (code.calls('SetArgs').length > 0) return null;
  if (CHANGED.some((name) => code.fieldAssignments(name).length > 0)) return null;
  const commands = commandsOf(code);
  const parents = parentsOf(code, commands);
  const [root, another] = commands.filter((command) => !parents.has(command));
  if (!root?.composite || another || TAKES_MORE.some((name) => has(root, name))) return null;
  const words = [...parents.keys()].map((command) => namesOf(command, code));
  return words.every((one) => one !== null) && words.length > 0 ? [...words.flat(), ...IMPLIED] : null;
}

function has({ composite }: Command, name: string): boolean {
  return composite !== null && elementNamed(composite, name) !== undefined;
}

function namesOf({ name, composite, site }: Command, code: LinkedCode): string[] | null {
  const aliases = composite ? aliasesOf(composite, site, code) : null;
  return name === '' ? null : aliases && [name, ...aliases];
}

function aliasesOf(composite: Composite, site: Site, code: LinkedCode): string[] | null {
  const written = elementNamed(composite, 'Aliases');
  if (!written) return [];
  const known = texts(written, questionAt(code, site));
  return written.kind === 'composite' && known.length === written.elements.length ? known : null;
}

/** Those of fields that kong makes commands of. */
function wordsOfFields(code: LinkedCode): readonly string[] | null {
  const structs = [...code.types.values()].map(({ declaration }) => declaration.fields);
  if (structs.some(takesOtherWords) || code.calls('DynamicCommand').length > 0) return null;
  const words = structs.flatMap((fields) => fields.filter(isCommand).flatMap(namesOfField));
  return words.length > 0 ? words : null;
}

/** A command that is meant where none is named may take the words that are no command, and so may arguments beside commands. */
function takesOtherWords(fields: readonly StructField[]): boolean {
  const commands = fields.filter(isCommand);
  return (
    fields.some(({ tag, type }) => MORE_COMMANDS.test(type) || isTagged(tag, 'passthrough')) ||
    commands.some(({ tag }) => isTagged(tag, 'default')) ||
    (commands.length > 0 && fields.some((field) => !isCommand(field) && isTagged(field.tag, 'arg')))
  );
}

function isCommand({ tag }: StructField): boolean {
  return isTagged(tag, 'cmd');
}

function namesOfField({ name, tag }: StructField): string[] {
  const aliases = tagParts(kongTag(tag, 'aliases') ?? '').filter((alias) => alias !== '');
  return [kongTag(tag, 'name') ?? kongFlagName(name), ...aliases];
}

function isTagged(tag: string, key: string): boolean {
  return kongTag(tag, key) !== null || new RegExp(`(?:^|\\s)${key}(?:\\s|$)`).test(tag);
}
