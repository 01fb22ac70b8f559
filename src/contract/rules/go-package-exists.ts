import { entryAt } from '../../dockerfile/files/file-tree.ts';
import { similarWord } from '../../lint/similar-word.ts';
import type { Message } from '../../words/message.ts';
import type { Word } from '../../shell/source-text.ts';
import {
  builtLibraries,
  isAmongPrograms,
  lackedFiles,
  lackedPackages,
  lackingPackage,
  programFolders,
} from '../builds/module-builds.ts';
import type { Contract } from '../contract.ts';
import type { Fault, Repair } from '../fault.ts';
import type { ContractRule } from '../rule.ts';

const SHOP = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'cmd/shop/main.go': 'package main\n\nfunc main() {}\n',
};

export const goPackageExists: ContractRule = {
  id: 'go-package-exists',
  title: 'Build a package that the module has',
  severity: 'error',
  fails: 'build',
  aliases: [],
  why: '`go build` of a folder that is not there stops with “directory not found”; of one that is no `package main` it writes a library, which nothing can start. A folder that is not there is named only where the whole module lies in the folder of the build, and its folder holds other programs, one of a similar name exists, or the module has one program and nothing of the path.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop «./cmd/shpo»\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
      good: 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop ./cmd/shop\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
      fixed: true,
      files: SHOP,
    },
  ],
  about: 'image',
  *check({ file, dockerfile }, contract) {
    const packages = programFolders(contract.go);
    for (const { word, path, base } of lackedPackages(dockerfile, contract)) {
      const [near, meant] =
        base === ''
          ? [packages, similarWord(path, packages) ?? onlyProgram(path, file, contract)]
          : inModule(path, base, contract);
      if (meant !== undefined || isAmongPrograms(path, near)) {
        yield absent(file, word, path, meant, lackingPackage(path, meant));
      }
    }
    for (const { word, path, meant } of lackedFiles(dockerfile, contract)) {
      yield absent(file, word, path, meant, ['The module has no file `{0}`, but `{1}`', path, meant]);
    }
    for (const { word, path, name } of builtLibraries(dockerfile, contract)) {
      const [only, second] = packages;
      const meant = second === undefined ? only : similarWord(path, packages);
      yield absent(file, word, path, meant, ['`{0}` is no program: its package is `{1}`', `./${path}`, name]);
    }
  },
};

/** The programs of the module in a folder, and the one that is meant there: that of the folder itself, where it is named once more. */
function inModule(path: string, base: string, { go }: Contract): [near: string[], meant: string | undefined] {
  const own = go.programs.filter(({ moduleDir }) => moduleDir.replace(/^\.\//, '') === base);
  const near = own.flatMap(({ package: name }) => (name.startsWith('./') ? [name.slice(2)] : []));
  const isItself = base.split('/').at(-1) === path && own.some(({ package: name }) => name === '.');
  return [near, similarWord(path, near) ?? (isItself ? '.' : undefined)];
}

/** The one program there is, where nothing of the path is in the folder that the Dockerfile stands in. */
function onlyProgram(path: string, file: string, { go, list }: Contract): string | undefined {
  const [only, second] = go.programs;
  const [first = ''] = path.split('/');
  if (!only || second || !list || file.includes('/') || entryAt(list, first) !== undefined) return undefined;
  return only.package.replace(/^\.\/?/, '');
}

function absent(file: string, word: Word, path: string, similar: string | undefined, message: Message): Fault {
  const meant = similar ?? '';
  const at = word.text.indexOf(path);
  // The folder itself is `.`, without what stands before a name in it.
  const start = meant === '.' ? word.start : word.start + at;
  const end = meant === '.' ? word.end : start + path.length;
  const repair: Repair = {
    title: ['Build `{0}`', shown(meant)],
    changes: [{ file, edits: [{ start, end, text: meant }] }],
  };
  return {
    sides: [
      {
        file,
        start: word.start,
        end: word.end,
        message,
      },
    ],
    ...(similar !== undefined && at >= 0 && word.end - word.start === word.text.length ? { repairs: [repair] } : {}),
  };
}

function shown(path: string): string {
  return path === '.' || path.endsWith('.go') ? path : `./${path}`;
}
