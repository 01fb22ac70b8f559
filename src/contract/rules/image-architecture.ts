import { baseImage } from '../../dockerfile/stages/final.ts';
import { expand } from '../../dockerfile/variables/expand.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import { lineage } from '../../dockerfile/stages/stages.ts';
import { globalScope } from '../../dockerfile/variables/variables.ts';
import { textAt } from '../../kubernetes/fields.ts';
import type { GoProject } from '../../go/project.ts';
import type { Range } from '../../lint/rule.ts';
import type { ContractImage } from '../contract.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import { deploymentOf } from '../examples/example-files.ts';
import type { Fault, Repair } from '../fault.ts';
import type { ImageBuild } from '../build-files/image-builds.ts';
import { comparableName, imageBaseName, imageFullName } from '../images/image-name.ts';
import { type NodeDemand, nodeDemands } from '../containers/node-demands.ts';
import { ARCHITECTURES, type FixedArchitecture, goarchOf } from '../builds/fixed-architecture.ts';
import type { ContractRule } from '../rule.ts';
import type { Message } from '../../words/message.ts';

export const imageArchitecture: ContractRule = {
  id: 'image-architecture',
  title: 'Run the image on nodes of the system and architecture that it is built for',
  severity: 'error',
  aliases: [],
  why: 'A program for another architecture than its node’s ends with “exec format error”; nodes with Windows run no image for Linux. A platform or GOARCH that the Dockerfile fixes must be among those of the nodes that the pod may run on.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: `${deploymentOf('ports: []')}      nodeSelector:\n        kubernetes.io/arch: «arm64»\n`,
      good: `${deploymentOf('ports: []')}      nodeSelector:\n        kubernetes.io/arch: amd64\n`,
      fixed: true,
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go': 'package main\n\nfunc main() {}\n',
        Dockerfile:
          'FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 GOARCH=amd64 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
      },
    },
  ],
  about: 'container',
  *check({ facts, image }, { go, workspace, builds }) {
    if (!image) return;
    // What an image is built for holds for whatever runs in it, what one program is built for does not.
    const made = facts.command === null ? madeFor(image, go) : undefined;
    const platforms = made ? undefined : platformsOf(image, facts, builds);
    // A chart is held against what it makes unless somebody changes its values.
    if (!workspace.isByDefault && workspace.mayBePatched(facts.object, ['nodeSelector', 'affinity'])) return;
    const { file } = facts.object;
    for (const demand of nodeDemands(facts.pod.spec)) {
      const nodes = nodesOf(demand);
      if (/^(?:beta\.)?kubernetes\.io\/os$/.test(demand.label)) {
        if (!nodes.mayBe('linux') && isForLinux(image.dockerfile)) yield onOtherSystem(file.file, nodes, image);
      }
      if (!/^(?:beta\.)?kubernetes\.io\/arch$/.test(demand.label)) continue;
      if (made && !nodes.mayBe(made.architecture)) yield mismatched(file.file, nodes, image.file, made);
      const isRun = platforms?.said.names.some((name) => nodes.mayBe(name.split('/')[1] ?? ''));
      if (platforms && isRun === false) yield builtOtherwise(file.file, nodes, platforms);
    }
  },
};

/** What all builds of a container's image are for, where they say one thing. */
function platformsOf(image: ContractImage, facts: ContainerFacts, builds: readonly ImageBuild[]): BuiltFor | undefined {
  const all = builds.filter((build) => build.dockerfile?.path === image.file && isOf(build, facts));
  // What people build for themselves is seldom what a cluster runs.
  const released = all.filter(({ file }) => !/skaffold|compose|makefile/i.test(file));
  const named = released.length > 0 ? released : all;
  // Where some say its whole name, others that end like it are other images.
  const own = named.filter(({ images }) =>
    images.some((name) => imageFullName(name) === imageFullName(facts.image?.value ?? '')),
  );
  const [first, ...others] = own.length > 0 ? own : named;
  const said = first?.platforms;
  // Another build may be for what this one leaves out.
  if (!said || others.some(({ platforms }) => platforms?.names.join(' ') !== said.names.join(' '))) return undefined;
  return { file: first.file, said };
}

interface BuiltFor {
  readonly file: string;
  readonly said: NonNullable<ImageBuild['platforms']>;
}

/** Images of which no tag is for another system. */
const LINUX = /(?:^|\/)(?:alpine|debian|ubuntu|distroless\/[\w-]+|wolfi-base|ubi\d+-\w+)(?::|@|$)/;

/** Whatever is built in it, no word of it is about Windows. */
function isForLinux(dockerfile: Dockerfile): boolean {
  const final = dockerfile.stages.at(-1);
  const written = final && lineage(dockerfile.stages, final).at(-1)?.image?.value;
  const base = final && (baseImage(dockerfile, final) ?? (LINUX.test(written ?? '') ? 'linux' : undefined));
  return base !== undefined && !/windows|nanoserver|servercore|\$/i.test(base) && !/\bwindows\b/i.test(dockerfile.text);
}

function onOtherSystem(manifest: string, { values, start, end, single }: Nodes, image: ContractImage): Fault {
  const { from } = image.run;
  return {
    sides: [
      {
        ...{ file: manifest, start, end },
        message: ['The nodes run `{0}`, but `{1}` makes an image for Linux', values.join(', '), image.file],
      },
    ],
    related: [{ file: image.file, start: from.start, end: from.end, message: ['is made from this'] }],
    ...(single
      ? {
          repairs: [
            {
              title: ['Run on nodes with `{0}`', 'linux'],
              changes: [{ file: manifest, edits: [{ start, end, text: 'linux' }] }],
            },
          ],
        }
      : {}),
  };
}

/** A build that gives the image the container's name. */
function isOf({ images }: ImageBuild, { image }: ContainerFacts): boolean {
  return (
    image !== null &&
    images.some((name) => comparableName(imageBaseName(name)) === comparableName(imageBaseName(image.value)))
  );
}

function builtOtherwise(manifest: string, nodes: Nodes, { file, said: { names, start, end } }: BuiltFor): Fault {
  const said = names.join(', ');
  return {
    sides: [
      {
        ...{ file: manifest, start: nodes.start, end: nodes.end },
        message: nodesMessage(nodes, file, said),
      },
    ],
    related: [{ file, start, end, message: ['says for which platforms'] }],
  };
}

interface Nodes extends Range {
  readonly values: readonly string[];
  readonly excludes: boolean;
  readonly mayBe: (value: string) => boolean;
  /** One scalar says what they are. */
  readonly single: boolean;
}

function nodesOf({ values, excludes }: NodeDemand): Nodes {
  const texts = values.map((value) => textAt(value) ?? '');
  return {
    values: texts,
    excludes,
    mayBe: (value) => texts.includes(value) !== excludes,
    single: values.length === 1 && !excludes,
    start: values[0]?.start ?? 0,
    end: values.at(-1)?.end ?? 0,
  };
}

function nodesMessage({ values, excludes }: Nodes, file: string, made: string): Message {
  const said = values.join(', ');
  return excludes
    ? ['The nodes are anything but `{0}`, and `{1}` builds for `{2}`', said, file, made]
    : ['The nodes are `{0}`, but `{1}` builds for `{2}`', said, file, made];
}

function mismatched(manifest: string, nodes: Nodes, dockerfile: string, made: FixedArchitecture): Fault {
  const { start, end } = nodes;
  const repair: Repair = {
    title: ['Run on nodes with `{0}`', made.architecture],
    changes: [{ file: manifest, edits: [{ start, end, text: made.architecture }] }],
  };
  return {
    sides: [
      {
        ...{ file: manifest, start, end },
        message: nodesMessage(nodes, dockerfile, made.architecture),
      },
      {
        ...{ file: dockerfile, start: made.start, end: made.end },
        message: nodes.excludes
          ? ['`{0}` keeps it from nodes with `{1}`', manifest, nodes.values.join(', ')]
          : ['`{0}` runs it on nodes with `{1}`', manifest, nodes.values.join(', ')],
      },
    ],
    ...(nodes.single ? { repairs: [repair] } : {}),
  };
}

/** The platform that the final FROM fixes, or the GOARCH of the build. */
function madeFor(image: ContractImage, go: GoProject): FixedArchitecture | undefined {
  const goarch = goarchOf(image, go);
  return goarch === null ? platformOf(image.dockerfile) : goarch;
}

function platformOf(dockerfile: Dockerfile): FixedArchitecture | undefined {
  const final = dockerfile.stages.at(-1);
  const root = final && lineage(dockerfile.stages, final).at(-1);
  if (!final || !root?.platform || baseImage(dockerfile, final) === undefined) return undefined;
  const value = expand(root.platform.text, globalScope(dockerfile), dockerfile.escape) ?? '';
  const [system, architecture = ''] = value.split('/');
  if (system !== 'linux' || root.platform.text.includes('$') || !ARCHITECTURES.includes(architecture)) return undefined;
  return { architecture, start: root.platform.start, end: root.platform.end };
}
