import type { Dockerfile } from '../../dockerfile/model.ts';
import { similarWord } from '../../lint/similar-word.ts';
import type { Word } from '../../shell/source-text.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import { isAmongPrograms, lackedPackages, lackingPackage, programFolders } from '../builds/module-builds.ts';
import type { ContractRule } from '../rule.ts';

const COMPOSE = (service: string) =>
  `services:\n  orders:\n    build:\n      context: .\n      args:\n        «SERVICE»: ${service}\n`;
const MAIN = 'package main\n\nfunc main() {}\n';

export const buildArgumentNamesPackage: ContractRule = {
  id: 'build-argument-names-package',
  title: 'Choose by a build argument a package that the module has',
  severity: 'error',
  fails: 'build',
  aliases: [],
  why: 'A Dockerfile that builds `./cmd/${SERVICE}` stops with “directory not found” where a build gives it the name of no program. Said only where the whole module is the context, the argument alone decides, and other programs lie in that folder or one is called nearly so.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'compose.yaml',
      bad: COMPOSE('oders'),
      good: COMPOSE('orders').replace(/[«»]/g, ''),
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'cmd/orders/main.go': MAIN,
        'cmd/stock/main.go': MAIN,
        Dockerfile:
          'FROM golang:1.26 AS build\nARG SERVICE\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/service ./cmd/${SERVICE}\nFROM scratch\nCOPY --from=build /out/service /service\nENTRYPOINT ["/service"]\n',
      },
    },
  ],
  about: 'build',
  *check(build, contract) {
    const dockerfile = contract.images.find((image) => image.file === build.dockerfile?.path)?.dockerfile;
    if (!dockerfile || build.context?.path !== '') return;
    const packages = programFolders(contract.go);
    const told = ({ value }: Word) => chosenBy(build, value, dockerfile)?.value;
    for (const { word, path, base } of lackedPackages(dockerfile, contract, told)) {
      if (base !== '') continue;
      const meant = similarWord(path, packages);
      const place = chosenBy(build, word.value, dockerfile)?.place;
      if (!place || (meant === undefined && !isAmongPrograms(path, packages))) continue;
      const { start, end } = place;
      yield { sides: [{ file: build.file, start, end, message: lackingPackage(path, meant) }] };
    }
  },
};

/** What a word with one variable comes to by the argument of a build, and where the build names that. */
function chosenBy({ args, argNames = [] }: ImageBuild, word: string, dockerfile: Dockerfile) {
  const [whole = '', name = ''] = /\$\{?(\w+)\}?/.exec(word) ?? [];
  const given = args.get(name);
  const place = argNames.find((one) => one.name === name);
  if (given === undefined || !place || !isLeftToBuilds(name, dockerfile)) return undefined;
  return { value: word.replace(whole, () => given), place };
}

/** An `ARG` declares the variable, and nothing else in the Dockerfile sets it. */
function isLeftToBuilds(name: string, { instructions }: Dockerfile): boolean {
  const declares = new RegExp(`\\s${name}(?:=|\\s|$)`);
  const sets = new RegExp(`(?<![\\w$-])${name}=|\\b(?:for|read|ENV|env)\\s+${name}\\b`);
  const [declaring, others] = [true, false].map((isArg) =>
    instructions.filter(({ keyword }) => (keyword === 'ARG') === isArg).map(({ source }) => source.text),
  );
  return declaring?.some((text) => declares.test(text)) === true && !others?.some((text) => sets.test(text));
}
