import { baseImage } from '../../dockerfile/stages/final.ts';
import { officialName, parseImage } from '../../dockerfile/stages/image.ts';
import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { lineage } from '../../dockerfile/stages/stages.ts';
import type { Program } from '../../go/project.ts';
import type { Related } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { Contract, ContractImage } from '../contract.ts';
import { placesOf } from '../variables/variable-place.ts';
import { copyFromBuilder } from '../builds/copy-from-builder.ts';
import type { Fault, Repair } from '../fault.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { type ProgramRun, programsStarted, startedBy } from '../images/programs-run.ts';
import { runsAnother } from '../images/run-directly.ts';

export const timezonesInImage: ContractRule = {
  id: 'timezones-in-image',
  title: 'Put the time zone database into the image of a program that asks for time zones',
  severity: 'warning',
  aliases: [],
  why: '`time.LoadLocation` reads the time zone database of the image. `scratch`, busybox and Alpine hold none: the call fails with “unknown time zone”. The build tag `timetzdata`, or an import of `time/tzdata`, puts it into the binary (450 kB); distroless images have it.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: 'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM «scratch»\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
      good: 'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -tags timetzdata -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go': 'package main\n\nimport "time"\n\nfunc main() {\n\t_, _ = time.LoadLocation("Europe/Berlin")\n}\n',
      },
    },
  ],
  about: 'image',
  *check(image, contract) {
    const { dockerfile } = image;
    const stage = dockerfile.stages.at(-1);
    const base = stage?.image ? baseImage(dockerfile, stage) : undefined;
    if (!stage || base === undefined || !lacksZones(base) || bringsZones(dockerfile, stage)) return;
    const faults = programsStarted(image, contract).flatMap((run) => lackingZones(run, image, base, contract) ?? []);
    // What one program lacks, another one of the image lacks by the same cause.
    const first = faults.find(({ severity }) => severity === undefined) ?? faults[0];
    if (first) yield first;
  },
};

function lackingZones(run: ProgramRun, image: ContractImage, base: string, contract: Contract): Fault | undefined {
  const { file, dockerfile } = image;
  const { program, isCertain } = run;
  const stage = dockerfile.stages.at(-1);
  const zone = program.timezones === true ? undefined : chosenZone(program, contract);
  if (!stage?.image || (!zone && (program.timezones !== true || (!isCertain && runsAnother(dockerfile, program)))))
    return undefined;
  const { start, end } = stage.image;
  const loads = program.calls?.timezones;
  const message: Message = zone
    ? ['`{0}` runs with `TZ={1}`, and `{2}` holds no time zone database', program.name, zone.value, base]
    : ['`{0}` loads time zones, and `{1}` holds no time zone database', program.name, base];
  const cause: Related | undefined = zone
    ? { file: zone.file, start: zone.start, end: zone.end, message: ['sets the time zone'] }
    : loads
      ? inSource(loads, ['loads a time zone here'])
      : undefined;
  return {
    sides: [{ file, start, end, message }],
    ...(zone || isCertain ? {} : { severity: 'info' }),
    related: [...(cause ? [cause] : []), ...startedBy(run, image, contract)],
    repairs: copyZones(file, dockerfile, stage),
  };
}

/** The zone that a manifest sets by TZ for a container of the program. */
function chosenZone(program: Program, contract: Contract) {
  for (const container of contract.containersOf(program)) {
    const set = container.environment.variables.get('TZ');
    for (const { file, value, text } of set ? placesOf(set, container) : []) {
      if (text !== null && /^[A-Z]\w+\/\w+/.test(text) && !/^Etc\/(?:UTC|GMT|UCT)$/.test(text))
        return { file, ...value, value: text };
    }
  }
  return undefined;
}

function lacksZones(base: string): boolean {
  if (base === 'scratch') return true;
  const image = parseImage(base);
  return image !== undefined && ['busybox', 'alpine'].includes(officialName(image) ?? '');
}

/** In the binary, by a package, or by a copy; a copied root file system may hold anything. */
function bringsZones(dockerfile: Dockerfile, stage: Stage): boolean {
  if (dockerfile.commands.some(({ command }) => command.words.some(({ value }) => value.includes('timetzdata'))))
    return true;
  return lineage(dockerfile.stages, stage).some(({ instructions }) =>
    instructions.some(
      ({ source, keyword }) =>
        /\btzdata\b|zoneinfo|ZONEINFO/.test(source.text) ||
        keyword === 'ADD' ||
        /^COPY\s.*\s\/\s+\/?$/.test(source.text),
    ),
  );
}

/** Go has its own database in it, as one file. */
function copyZones(file: string, dockerfile: Dockerfile, stage: Stage): Repair[] {
  return copyFromBuilder(
    file,
    dockerfile,
    stage,
    (builder) => [
      'ENV ZONEINFO=/zoneinfo.zip',
      `COPY --from=${builder} /usr/local/go/lib/time/zoneinfo.zip /zoneinfo.zip`,
    ],
    (builder) => ['Copy the time zone database from `{0}`', builder],
  );
}
