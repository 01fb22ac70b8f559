import type { DockerfileFeature, FeatureSettings } from '../server/protocol.ts';

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
const KUBERNETES_EXTENSIONS = ['redhat.vscode-yaml', 'ms-kubernetes-tools.vscode-kubernetes-tools'];

/** What is left to us: beside another extension (`auto`) each feature that it gives, too, is its own. */
export function leftToUs(settings: CoexistSettings, isInstalled: (id: string) => boolean): FeatureSettings {
  const beside = DOCKERFILE_EXTENSIONS.some(isInstalled);
  const ours = (feature: DockerfileFeature): boolean => {
    if (settings.dockerfile !== 'auto') return settings.dockerfile === 'never';
    return !beside || !GIVEN_BY_THEM.has(feature);
  };
  const { kubernetes } = settings;
  return {
    dockerfile: Object.fromEntries(ALL.map((feature) => [feature, ours(feature)])) as FeatureSettings['dockerfile'],
    kubernetesFields: kubernetes === 'never' || (kubernetes === 'auto' && !KUBERNETES_EXTENSIONS.some(isInstalled)),
  };
}

/** `gantry.coexist` is for both; `gantry.dockerfile.coexist`, where it is set, overrules it for Dockerfiles. */
export function coexistSettings(general: unknown, dockerfile: unknown): CoexistSettings {
  const kubernetes = read(general) ?? 'auto';
  return { kubernetes, dockerfile: read(dockerfile) ?? kubernetes };
}

function read(value: unknown): Coexist | undefined {
  return value === 'auto' || value === 'always' || value === 'never' ? value : undefined;
}
