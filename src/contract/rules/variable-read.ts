import type { EnvVariable } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { deploymentOf } from '../examples/example-files.ts';
import type { Fault } from '../fault.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { unreadIn, unreadInImage } from '../variables/unread-variables.ts';
import type { VariablePlace } from '../variables/variable-place.ts';

const FILES = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go':
    'package main\n\nimport (\n\t"cmp"\n\t"os"\n)\n\nfunc main() {\n\tprintln(cmp.Or(os.Getenv("GREETING"), "Hello"))\n}\n',
};

export const variableRead: ContractRule = {
  id: 'variable-read',
  title: 'Set variables that the program reads, by the names it reads',
  severity: 'info',
  aliases: [],
  why: 'A variable that no program reads does nothing, and whoever changes it wonders why nothing changes. Where its name is one slip away from one that the program reads, that is what was meant. Names that the Go runtime, the C library, clouds, agents and Kubernetes give a meaning are left alone, and so are programs that may read others: by `os.Environ()`, by names that are put together, or by libraries that nobody knows here.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('env:\n  - name: «GRETING»\n    value: Hi'),
      good: deploymentOf('env:\n  - name: GREETING\n    value: Hi'),
      fixed: true,
      files: FILES,
    },
    {
      file: 'deploy.yaml',
      bad: deploymentOf('env:\n  - name: «COLOUR»\n    value: red'),
      good: deploymentOf('env:\n  - name: GREETING\n    value: Hi'),
      files: FILES,
    },
  ],
  about: 'container',
  initToo: true,
  *check(container, contract) {
    for (const { place, name, wanted, takers } of unreadIn(container, contract)) {
      yield wanted ? slip(place, { name, wanted }, container, contract) : unread(place, name, takers);
    }
    for (const { name, at } of unreadInImage(container, contract)) {
      const message: Message = ['`{0}` does not read `{1}`', container.program?.name ?? '', name];
      yield { sides: [{ file: container.image?.file ?? '', start: at.start, end: at.end, message }] };
    }
  },
};

function slip(
  place: VariablePlace,
  { name, wanted }: { readonly name: string; readonly wanted: EnvVariable },
  { program }: ContractContainer,
  { workspace: { writtenIn } }: Contract,
): Fault {
  // In the file of a patch stands only what the patch says.
  const isPatch = writtenIn !== undefined && writtenIn(place.file, place.name) !== place.file;
  const edit = place.rename(wanted.name) ?? (isPatch ? { ...place.name, text: wanted.name } : undefined);
  return {
    sides: [
      {
        file: place.file,
        ...place.name,
        message: ['`{0}` reads no `{1}`, but `{2}`', program?.name ?? '', name, wanted.name],
      },
    ],
    related: [inSource(wanted, ['reads `{0}` here', wanted.name])],
    severity: wanted.required === true && wanted.certainty === 'known' ? 'error' : 'warning',
    repairs: edit ? [{ title: ['Change to `{0}`', wanted.name], changes: [{ file: place.file, edits: [edit] }] }] : [],
  };
}

function unread(place: VariablePlace, name: string, containers: readonly ContractContainer[]): Fault {
  const programs = [...new Set(containers.map(({ program }) => program?.name ?? ''))].sort();
  const message: Message =
    programs.length === 1
      ? ['`{0}` does not read `{1}`', programs[0] ?? '', name]
      : ['None of {0} reads `{1}`', programs.map((one) => `\`${one}\``).join(', '), name];
  const edit = place.remove?.();
  return {
    sides: [{ file: place.file, ...place.name, message }],
    repairs: edit ? [{ title: ['Remove `{0}`', name], changes: [{ file: place.file, edits: [edit] }] }] : [],
  };
}
