import { at, entry } from '../fields.ts';
import type { Field } from '../model.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { containerPlace, isWindows, onWindows, objectPlace, podRule } from '../rule-kinds.ts';

/** What a container takes over from its pod. */
const INHERITED = ['runAsGroup', 'runAsNonRoot', 'runAsUser', 'seLinuxOptions', 'seccompProfile', 'windowsOptions'];

const ALIASES = ['checkov:CKV_K8S_29', 'checkov:CKV_K8S_30', 'trivy:KSV-0118'];

export const securityContext = podRule({
  id: 'security-context',
  title: 'Say in a security context what the pod may do',
  severity: 'info',
  off: true,
  aliases: ALIASES,
  why: 'A pod without a security context runs with whatever the image and the runtime take for usual, which is root with a dozen capabilities. The rules about single settings say which ones matter; this one only asks for a context at all.',
  differs: onWindows(ALIASES),
  examples: [
    {
      bad: 'securityContext: { runAsNonRoot: true }\ncontainers:\n  - name: «app»\n',
      good: 'securityContext: { runAsNonRoot: true }\ncontainers:\n  - name: app\n    securityContext: { readOnlyRootFilesystem: true }\n',
    },
    {
      bad: 'securityContext: { runAsNonRoot: true }\ncontainers:\n  - name: «app»\n    securityContext: {}\n',
      good: 'securityContext: { runAsNonRoot: true }\ncontainers:\n  - name: app\n    securityContext: { privileged: false }\n',
    },
  ],
  *check({ manifest, pod }) {
    if (isWindows(pod)) return;
    const shared = entry(pod.spec, 'securityContext')?.value;
    if (saysNothing(shared)) {
      const claims = [
        ...(isEmpty(shared) ? [] : ['checkov:CKV_K8S_29']),
        ...(isNull(shared) ? [] : ['trivy:KSV-0118']),
      ];
      yield {
        ...objectPlace(manifest),
        message: ['The pod has no security context'],
        aliases: heardOf(manifest, claims),
      };
    }
    for (const container of pod.containers) {
      if (container.kind === 'ephemeral') continue;
      const own = entry(container.field, 'securityContext')?.value;
      if (!saysNothing(own)) continue;
      const inherits = INHERITED.some((key) => at(shared, key));
      const claims = [
        ...(isEmpty(own) ? [] : ['checkov:CKV_K8S_30']),
        ...(inherits || isNull(own) ? [] : ['trivy:KSV-0118']),
      ];
      yield {
        ...containerPlace(container),
        message: ['`{0}` has no security context of its own', container.name],
        aliases: heardOf(manifest, claims, container.kind),
      };
    }
  },
});

function saysNothing(context: Field | undefined): boolean {
  return context?.kind !== 'map' || context.entries.length === 0;
}

function isNull(context: Field | undefined): boolean {
  return context?.kind === 'scalar';
}

/** For checkov a context is one even where it is empty. */
function isEmpty(context: Field | undefined): boolean {
  return context?.kind === 'map';
}
