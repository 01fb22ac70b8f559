import { baseImage } from '../../dockerfile/final.ts';
import { expand } from '../../dockerfile/expand.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import { lineage } from '../../dockerfile/stages.ts';
import { globalScope } from '../../dockerfile/variables.ts';
import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { PodSpecView } from '../../kubernetes/workloads.ts';
import type { GoProject } from '../../go/project.ts';
import type { Range } from '../../lint/rule.ts';
import type { ContractImage } from '../contract.ts';
import type { ContainerFacts } from '../containers.ts';
import { deploymentOf } from '../example-files.ts';
import type { Fault, Repair } from '../fault.ts';
import type { ImageBuild } from '../image-builds.ts';
import { comparableName, imageBaseName } from '../image-name.ts';
import { buildsOf } from '../program-builds.ts';
import type { ContractRule } from '../rule.ts';

const ARCHITECTURES = ['amd64', 'arm64', 'arm', '386', 'ppc64le', 's390x', 'riscv64'];

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
    if (!image || facts.command !== null) return;
    if (workspace.mayBePatched(facts.object, ['nodeSelector', 'affinity'])) return;
    const systems = nodesOf(facts.pod, 'kubernetes.io/os') ?? nodesOf(facts.pod, 'beta.kubernetes.io/os');
    if (systems && !systems.values.includes('linux') && isForLinux(image.dockerfile)) {
      yield onOtherSystem(facts.file, systems, image);
    }
    const nodes = nodesOf(facts.pod, 'kubernetes.io/arch');
    if (!nodes) return;
    const made = madeFor(image, go);
    if (made && !nodes.values.includes(made.architecture)) yield mismatched(facts.file, nodes, image.file, made);
    const all = builds.filter((build) => build.dockerfile?.path === image.file && isOf(build, facts));
    // What people build for themselves is seldom what a cluster runs.
    const released = all.filter(({ file }) => !/skaffold|compose/.test(file));
    const declared = released.length > 0 ? released : all;
    const wrong = declared.find(
      ({ platforms }) => platforms && !platforms.names.some((name) => nodes.values.includes(name.split('/')[1] ?? '')),
    );
    // Another build may be for what this one leaves out.
    if (!made && wrong?.platforms && declared.every(({ platforms }) => platforms === wrong.platforms)) {
      yield builtOtherwise(facts.file, nodes, wrong.file, wrong.platforms);
    }
  },
};

/** Whatever is built in it, no word of it is about Windows. */
function isForLinux(dockerfile: Dockerfile): boolean {
  const final = dockerfile.stages.at(-1);
  const base = final && baseImage(dockerfile, final);
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

function builtOtherwise(
  manifest: string,
  nodes: Nodes,
  file: string,
  { names, start, end }: NonNullable<ImageBuild['platforms']>,
): Fault {
  const said = names.join(', ');
  return {
    sides: [
      {
        ...{ file: manifest, start: nodes.start, end: nodes.end },
        message: ['The nodes are `{0}`, but `{1}` builds for `{2}`', nodes.values.join(', '), file, said],
      },
    ],
    related: [{ file, start, end, message: ['says for which platforms'] }],
  };
}

interface Nodes extends Range {
  readonly values: readonly string[];
  /** One scalar says it. */
  readonly single: boolean;
}

interface Made extends Range {
  readonly architecture: string;
}

function mismatched(manifest: string, nodes: Nodes, dockerfile: string, made: Made): Fault {
  const { start, end } = nodes;
  const repair: Repair = {
    title: ['Run on nodes with `{0}`', made.architecture],
    changes: [{ file: manifest, edits: [{ start, end, text: made.architecture }] }],
  };
  return {
    sides: [
      {
        ...{ file: manifest, start, end },
        message: [
          'The nodes are `{0}`, but `{1}` builds for `{2}`',
          nodes.values.join(', '),
          dockerfile,
          made.architecture,
        ],
      },
      {
        ...{ file: dockerfile, start: made.start, end: made.end },
        message: ['`{0}` runs it on nodes with `{1}`', manifest, nodes.values.join(', ')],
      },
    ],
    ...(nodes.single ? { repairs: [repair] } : {}),
  };
}

/** What a nodeSelector, or the one required term of an affinity, says of a label of nodes. */
function nodesOf({ spec }: PodSpecView, label: string): Nodes | undefined {
  const own = at(spec, 'nodeSelector', label);
  const value = textAt(own);
  if (own && value !== undefined) return { values: [value], start: own.start, end: own.end, single: true };
  const terms = items(
    at(spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms'),
  );
  // One of several terms is enough.
  const [term, second] = terms;
  if (!term || second) return undefined;
  const rule = items(at(term, 'matchExpressions')).find(
    (one) => textAt(one, 'key') === label && textAt(one, 'operator') === 'In',
  );
  const list = at(rule, 'values');
  const values = items(list).flatMap((item: Field) => textAt(item) ?? []);
  const [first] = items(list);
  if (!list || !first || values.length !== items(list).length) return undefined;
  const place = values.length === 1 ? first : list;
  return { values, start: place.start, end: place.end, single: values.length === 1 };
}

/** The platform that the final FROM fixes, or the GOARCH of the build. */
function madeFor(image: ContractImage, go: GoProject): Made | undefined {
  const { dockerfile } = image;
  const platform = platformOf(dockerfile);
  const builds = buildsOf(image, go);
  const [only, second] = builds;
  if (only && !second) {
    const { command, instruction } = only.build;
    const word = command.assignments.findLast(({ value }) => value.startsWith('GOARCH='));
    const architecture = word?.value.slice('GOARCH='.length) ?? '';
    const alone = instruction.source.text.split('GOARCH=').length === 2;
    if (word && alone && ARCHITECTURES.includes(architecture)) {
      return { architecture, start: word.start, end: word.end };
    }
    if (word) return undefined;
  }
  return platform;
}

function platformOf(dockerfile: Dockerfile): Made | undefined {
  const final = dockerfile.stages.at(-1);
  const root = final && lineage(dockerfile.stages, final).at(-1);
  if (!final || !root?.platform || baseImage(dockerfile, final) === undefined) return undefined;
  const value = expand(root.platform.text, globalScope(dockerfile), dockerfile.escape) ?? '';
  const [system, architecture = ''] = value.split('/');
  if (system !== 'linux' || root.platform.text.includes('$') || !ARCHITECTURES.includes(architecture)) return undefined;
  return { architecture, start: root.platform.start, end: root.platform.end };
}
