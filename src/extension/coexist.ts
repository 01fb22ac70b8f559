import type { DockerfileFeature, FeatureSettings, KubernetesFeature } from '../server/protocol.ts';

export type Coexist = 'auto' | 'always' | 'never';

/** How the settings say that we get along with other extensions. */
export interface CoexistSettings {
  readonly dockerfile: Coexist;
  readonly kubernetes: Coexist;
}

/**
 * Extensions with the Dockerfile language server (Docker DX starts it where Microsoft's are not installed), and what it gives.
 * It knows nothing of the commands inside RUN, finds no references and shows no values.
 */
const DOCKERFILE_EXTENSIONS = ['ms-azuretools.vscode-containers', 'ms-azuretools.vscode-docker', 'docker.docker'];
const GIVEN_BY_THEM: ReadonlySet<DockerfileFeature> = new Set([
  'completion',
  'hover',
  'outline',
  'folding',
  'formatting',
  'definition',
  'highlights',
  'rename',
  'links',
]);
const ALL: readonly DockerfileFeature[] = [...GIVEN_BY_THEM, 'shell', 'selection', 'references', 'inlayHints'];

/** Red Hat's YAML, which Microsoft's Kubernetes extension brings along, knows schemas and anchors, but no other file. */
const KUBERNETES_EXTENSIONS = ['redhat.vscode-yaml', 'ms-kubernetes-tools.vscode-kubernetes-tools'];
const GIVEN_FOR_MANIFESTS: ReadonlySet<KubernetesFeature> = new Set([
  'completion',
  'hover',
  'outline',
  'folding',
  'selection',
]);
const ALL_FOR_MANIFESTS: readonly KubernetesFeature[] = [
  ...GIVEN_FOR_MANIFESTS,
  'values',
  'facts',
  'definition',
  'references',
  'highlights',
  'rename',
  'links',
  'inlayHints',
];

/** What is left to us: beside another extension (`auto`) each feature that it gives, too, is its own. */
export function leftToUs(settings: CoexistSettings, isInstalled: (id: string) => boolean): FeatureSettings {
  const ours = <Feature extends string>(how: Coexist, all: readonly Feature[], given: ReadonlySet<Feature>) => {
    const left = (feature: Feature) => (how === 'auto' ? !given.has(feature) : how === 'never');
    return Object.fromEntries(all.map((feature) => [feature, left(feature)])) as Record<Feature, boolean>;
  };
  const given = <Feature>(extensions: readonly string[], features: ReadonlySet<Feature>): ReadonlySet<Feature> =>
    extensions.some(isInstalled) ? features : new Set();
  return {
    dockerfile: ours(settings.dockerfile, ALL, given(DOCKERFILE_EXTENSIONS, GIVEN_BY_THEM)),
    kubernetes: ours(settings.kubernetes, ALL_FOR_MANIFESTS, given(KUBERNETES_EXTENSIONS, GIVEN_FOR_MANIFESTS)),
  };
}

/** `gantry.coexist` is for both; `gantry.dockerfile.coexist` and `gantry.kubernetes.coexist`, where set, overrule it. */
export function coexistSettings(general: unknown, dockerfile: unknown, kubernetes?: unknown): CoexistSettings {
  const both = read(general) ?? 'auto';
  return { dockerfile: read(dockerfile) ?? both, kubernetes: read(kubernetes) ?? both };
}

function read(value: unknown): Coexist | undefined {
  return value === 'auto' || value === 'always' || value === 'never' ? value : undefined;
}
