import type { FileEntry } from '../../go/files.ts';
import type { Message } from '../../words/message.ts';
import { decide } from '../decision.ts';
import type { Decision } from '../plan-types.ts';

/** Tools that build or run images from files of their own, and what a plan does about them. */
const TOOLS: readonly (readonly [file: RegExp, name: string, because: Message])[] = [
  [
    /^\.ko\.ya?ml$/,
    'ko',
    ['ko builds the same program without a Dockerfile; this one is for builds and proofs without ko'],
  ],
  [
    /^\.?goreleaser\.ya?ml(?:\.tmpl)?$/,
    'GoReleaser',
    ['GoReleaser makes the releases; a Dockerfile of its own that copies what it built stays as it is'],
  ],
  [
    /^(?:WORKSPACE(?:\.bazel)?|MODULE\.bazel)$/,
    'Bazel',
    ['Bazel builds here; go.mod is enough for the image, so the Dockerfile does without it'],
  ],
  [
    /^skaffold\.ya?ml$/,
    'Skaffold',
    ['Skaffold takes the Dockerfile and the kustomization as they are: name them in its `build` and `manifests`'],
  ],
  [
    /^(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/,
    'Compose',
    ['Compose starts what the program needs while it is developed; it stays as it is'],
  ],
  [/^Tiltfile$/, 'Tilt', ['Tilt stays as it is: point `docker_build` and `k8s_yaml(kustomize(…))` at the new files']],
];

/** One decision a tool: it is seen, and nothing of it is written anew. */
export function toolDecisions(root: readonly FileEntry[]): Decision[] {
  return TOOLS.flatMap(([file, name, because]) => {
    const found = root.find((entry) => !entry.folder && file.test(entry.name));
    if (!found) return [];
    return [
      decide(['already here'], `${found.name} (${name})`, because, {
        evidence: { file: found.name, start: 0, end: 0, line: 1 },
      }),
    ];
  });
}
