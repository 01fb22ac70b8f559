import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { globalScope, type Scope } from '../../dockerfile/variables/variables.ts';
import type { ImageBuild, NamedPlace } from '../build-files/image-builds.ts';
import { asksOf, newest } from '../builds/asked-go.ts';
import { isBuiltBelow } from '../builds/build-context.ts';
import { type Build, buildsHere, choosesToolchain, golangOf } from '../builds/golang-image.ts';
import { goVersion, isOlder, writtenLike } from '../builds/go-version.ts';
import type { Repair } from '../fault.ts';
import { moduleOf } from '../matching/module-of.ts';
import { type ContractRule, inSource } from '../rule.ts';

const COMPOSE = (version: string) =>
  `services:\n  shop:\n    build:\n      context: .\n      args:\n        ${version}\n`;

export const buildArgumentFitsGo: ContractRule = {
  id: 'build-argument-fits-go',
  title: 'Give a build no older Go than go.mod asks for',
  severity: 'error',
  fails: 'build',
  aliases: [],
  why: 'An argument of the build goes before the default in the Dockerfile: `golang:${GO_VERSION}` is then an older Go than go.mod asks for, and as the golang images download no other, the build stops: “go.mod requires go >= 1.26 (running go 1.24)”. The Dockerfile alone looks right.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'compose.yaml',
      bad: COMPOSE('GO_VERSION: "«1.24»"'),
      good: COMPOSE('GO_VERSION: "1.26"'),
      fixed: true,
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go': 'package main\n\nfunc main() {}\n',
        Dockerfile:
          'ARG GO_VERSION=1.26\nFROM golang:${GO_VERSION} AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
      },
    },
  ],
  about: 'build',
  *check(build, contract) {
    const image = contract.imageOf(build);
    const module = moduleOf(contract.go.modules, image?.program ?? null);
    if (!image || !module || isBuiltBelow(module.dir, image, contract)) return;
    for (const { name, value, stage, builds } of chosenImages(image.dockerfile, build)) {
      const given = golangOf(image.dockerfile, stage, scopeWith(image.dockerfile, name, value.name));
      const usual = golangOf(image.dockerfile, stage);
      const ask = newest(asksOf(module, image, builds, contract));
      const wanted = goVersion(ask?.version ?? '');
      // Where the default is too old as well, the Dockerfile is told.
      if (!given || !ask || !wanted || !isOlder(given.version, wanted)) continue;
      if (usual && isOlder(usual.version, wanted)) continue;
      const { start, end } = value;
      const text = value.name.replace(/\b1\.\d+(?:\.\d+)?\b/, (present) => writtenLike(present, wanted));
      const repair: Repair = {
        title: ['Set `{0}` to `{1}`', name, text],
        changes: [{ file: build.file, edits: [{ start, end, text }] }],
      };
      yield {
        sides: [
          {
            ...{ file: build.file, start, end },
            message: [
              '`{0}` says go {1}, and this builds with `{2}`, which is older',
              ask.file,
              ask.version,
              given.reference,
            ],
          },
        ],
        ...(ask.place ? { related: [inSource(ask.place, ['asks for this Go'])] } : {}),
        ...(text === value.name ? {} : { repairs: [repair] }),
      };
    }
  },
};

interface ChosenImage {
  readonly name: string;
  readonly value: NamedPlace;
  readonly stage: Stage;
  readonly builds: readonly Build[];
}

/** The stages that build the module, with the argument of the call that their image hangs on. */
function chosenImages(dockerfile: Dockerfile, { argNames = [] }: ImageBuild): ChosenImage[] {
  return dockerfile.stages.flatMap((stage) => {
    const builds = buildsHere(dockerfile, stage.index);
    if (builds.length === 0 || choosesToolchain(dockerfile, stage)) return [];
    return argNames.flatMap(({ name, value }) =>
      value && new RegExp(`\\$\\{?${name}\\b`).test(stage.image?.text ?? '') ? [{ name, value, stage, builds }] : [],
    );
  });
}

function scopeWith(dockerfile: Dockerfile, name: string, value: string): Scope {
  const scope = globalScope(dockerfile);
  const variable = scope.variables.get(name);
  return variable ? { ...scope, variables: new Map([...scope.variables, [name, { ...variable, value }]]) } : scope;
}
