import type { ProgramFlag, ProgramFlags } from '../../go/project.ts';
import { similarName } from '../../lint/similar-word.ts';
import type { ContractContainer } from '../contract.ts';
import { deploymentOf } from '../example-files.ts';
import type { Fault, Repair } from '../fault.ts';
import { type GivenFlag, givenFlags } from '../given-flags.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { type ArgumentWord, argumentWords, isMadeByKo, isRunDirectly } from '../run-directly.ts';
import { isOfType, likelyValues, wantedMessage } from '../value-type.ts';

const FILES = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go':
    'package main\n\nimport (\n\t"flag"\n\t"net/http"\n)\n\nfunc main() {\n\taddr := flag.String("listen-addr", ":8080", "")\n\tflag.Parse()\n\t_ = http.ListenAndServe(*addr, nil)\n}\n',
  Dockerfile:
    'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n',
};

export const flagsAccepted: ContractRule = {
  id: 'flags-accepted',
  title: 'Give a program flags that it has, with values that it can parse',
  severity: 'error',
  aliases: [],
  why: 'A program ends at once where it is given a flag that it does not define, or a value that the flag cannot parse, and the container restarts again and again. Said only where the source shows every flag that the program takes.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('args:\n  - «--listen-adr=:8080»'),
      good: deploymentOf('args:\n  - --listen-addr=:8080'),
      fixed: true,
      files: FILES,
    },
  ],
  about: 'container',
  *check(container, { workspace }) {
    const { program, image, facts } = container;
    const flags = program?.flags;
    const isStarted = image !== null || facts.command !== null || isMadeByKo(facts);
    if (!flags || !isStarted || !isRunDirectly(container)) return;
    if (workspace.mayBePatched(facts.object, ['args', 'command'])) return;
    const words = argumentWords(container);
    const commands = program.command?.args ?? [];
    const isCalled = commands.every((word, index) => words?.[index]?.value === word);
    const own = words?.slice(isCalled ? commands.length : 0) ?? [];
    for (const given of givenFlags(
      own.map(({ value }) => value),
      flags,
    )) {
      const word = own[given.at];
      // A command may read what is behind it in its own way.
      if (!word || given.isBehind) continue;
      if (given.flag === null) yield* unknown(given, word, flags, container);
      else yield* misfit(given, given.flag, own[given.valueAt] ?? word, container);
    }
  },
};

/** What libraries define by themselves, wherever they are linked. */
const IMPLIED =
  /^(?:h|help.*|v|V|version|completion.*|kubeconfig|vmodule|(?:also)?logtostderr|stderrthreshold|log[_-].*|test\..*|httptest\..*|generate-.*completion)$/;

function* unknown(
  { name }: GivenFlag,
  word: ArgumentWord,
  { style, all }: ProgramFlags,
  { program, facts }: ContractContainer,
): Iterable<Fault> {
  if (!program || IMPLIED.test(name) || /[$\s{]/.test(name)) return;
  const isLong = word.value.startsWith('--');
  // Who reads flags in the way of GNU takes one dash for letters, or for a name by itself.
  if (style === 'gnu' && !isLong && name.length > 1) return;
  const near = similarName(
    name,
    all.map((flag) => flag.name).filter((one) => one.length > 1),
  );
  const meant = near === undefined ? undefined : all.find((flag) => flag.name === near);
  const written = word.value.slice(0, word.value.indexOf(name) + name.length);
  const source = facts.object.file.text.slice(word.start, word.end);
  yield {
    sides: [
      {
        file: word.file,
        start: word.start,
        end: word.end,
        message: ['`{0}` has no flag `{1}`', program.name, written],
      },
    ],
    related: [meant ? inSource(meant, ['defines `{0}` here', meant.name]) : inSource(program.main, ['starts here'])],
    repairs: meant ? rewritten(word, source.indexOf(name), name, meant.name) : [],
  };
}

function* misfit(
  { name, value }: GivenFlag,
  flag: ProgramFlag,
  word: ArgumentWord,
  { program, facts }: ContractContainer,
): Iterable<Fault> {
  const { type } = flag;
  // Libraries differ in what is true; commands may define one name with several types.
  if (!program || value === undefined || type === undefined || type === 'bool' || value.includes('$')) return;
  const others = program.flags?.all.filter((one) => one.name === flag.name && one.type !== type) ?? [];
  if (others.length > 0 || isOfType(value, type)) return;
  const source = facts.object.file.text.slice(word.start, word.end);
  const written = `${name.length === 1 ? '-' : '--'}${name}`;
  yield {
    sides: [
      { file: word.file, start: word.start, end: word.end, message: wantedMessage(program.name, written, value, type) },
    ],
    related: [inSource(flag, ['defines `{0}` here', flag.name])],
    repairs: likelyValues(value, type, null).flatMap((next) => rewritten(word, source.lastIndexOf(value), value, next)),
  };
}

/** In a manifest; a Dockerfile's words are left to people. `at`: where the text stands in what is written. */
function rewritten(word: ArgumentWord, at: number, before: string, next: string): Repair[] {
  if (!word.field || at < 0) return [];
  const start = word.start + at;
  const edit = { start, end: start + before.length, text: next };
  return [{ title: ['Change to `{0}`', next], changes: [{ file: word.file, edits: [edit] }] }];
}
