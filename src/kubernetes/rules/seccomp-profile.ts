import type { Report } from '../../lint/rule.ts';
import { setField } from '../edit.ts';
import { at, textAt } from '../fields.ts';
import type { Field } from '../model.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { seccompBaseline, seccompRestricted } from '../pod-security/profiles.ts';
import { containerPlace, isWindows, onWindows, podRule } from '../rule-kinds.ts';
import { SECCOMP_ALIASES, SECCOMP_ANNOTATION, seccompClaims } from '../peers/seccomp-claims.ts';
import { hardening, ownSetting, sharedSetting } from '../pods/security-context.ts';

const PATH = ['securityContext', 'seccompProfile', 'type'];

export const seccompProfile = podRule({
  id: 'seccomp-profile',
  title: 'Filter system calls with a seccomp profile',
  severity: 'info',
  aliases: SECCOMP_ALIASES,
  why: 'Without a profile a container may make every system call of the kernel, also the rare ones that most holes of the kernel are in. `RuntimeDefault` keeps some forty away that ordinary programs never make. The settings of the pod count for containers that have none of their own.',
  differs: {
    ...onWindows(SECCOMP_ALIASES),
    'checkov:CKV_K8S_31':
      'checkov knows the field of the pod only in some kinds, and that of containers not in CronJobs and ReplicationControllers; a profile counts here wherever the API server honours it.',
  },
  examples: [
    {
      bad: 'containers:\n  - name: «app»\n    image: app:1\n',
      good: 'containers:\n  - name: app\n    image: app:1\n    securityContext:\n      seccompProfile:\n        type: RuntimeDefault\n',
      fixed: true,
    },
    {
      bad: 'securityContext:\n  seccompProfile: { type: «Unconfined» }\ncontainers:\n  - name: app\n',
      good: 'securityContext:\n  seccompProfile: { type: RuntimeDefault }\ncontainers:\n  - name: app\n',
      fixed: true,
    },
  ],
  *check({ manifest, pod, file, workspace: { target } }) {
    const baseline = seccompBaseline.violations(pod, target);
    const restricted = seccompRestricted.violations(pod, target);
    const shared = sharedSetting(pod, 'seccompProfile');
    const sharedPlace = shared && (at(shared, 'type') ?? shared);
    const ofPod = new Set<string>();
    if (baseline.some(({ container }) => !container)) ofPod.add('psa:seccompProfile_baseline');
    if (restricted.some(({ container }) => !container)) ofPod.add('psa:seccompProfile_restricted');
    const reports: Report[] = [];
    for (const container of pod.containers) {
      const claims = isWindows(pod) ? [] : seccompClaims(container, pod);
      if (baseline.some((one) => one.container === container)) claims.push('psa:seccompProfile_baseline');
      if (restricted.some((one) => one.container === container)) claims.push('psa:seccompProfile_restricted');
      const aliases = heardOf(manifest, claims, container.kind);
      if (claims.length === 0 || (container.kind === 'ephemeral' && aliases.length === 0)) continue;
      const own = ownSetting(container, 'seccompProfile');
      if (!own && sharedPlace) {
        for (const alias of aliases) ofPod.add(alias);
        continue;
      }
      const { start, end } = own ? (at(own, 'type') ?? own) : containerPlace(container);
      const type = textAt(own, 'type');
      reports.push({
        start,
        end,
        message: type
          ? ['`{0}` has the seccomp profile `{1}`', container.name, type]
          : ['`{0}` has no seccomp profile', container.name],
        aliases,
        severity: severityOf(type, aliases),
        fixes: hardening(
          ['Set the seccomp profile `RuntimeDefault` (the program must make no unusual system calls)'],
          setField(file.text, container.field, PATH, 'RuntimeDefault'),
        ),
      });
    }
    const annotation = at(pod.metadata, 'annotations', SECCOMP_ANNOTATION);
    const named = textAt(annotation);
    if (annotation && named !== undefined && named !== 'runtime/default') {
      yield {
        start: annotation.start,
        end: annotation.end,
        message: ['The annotation names the seccomp profile `{0}`, but only `seccompProfile` counts', named],
        aliases: heardOf(manifest, ['trivy:KSV-0030']),
        severity: 'hint',
      };
    }
    if (ofPod.size > 0 && sharedPlace) yield reportOfPod(sharedPlace, textAt(shared, 'type'), [...ofPod]);
    yield* reports;

    function reportOfPod({ start, end }: Field, type: string | undefined, aliases: readonly string[]): Report {
      return {
        start,
        end,
        message: type ? ['The pod has the seccomp profile `{0}`', type] : ['The pod’s seccomp profile has no type'],
        aliases: heardOf(manifest, aliases),
        severity: severityOf(type, aliases),
        fixes: hardening(
          ['Set the seccomp profile `RuntimeDefault` (the program must make no unusual system calls)'],
          setField(file.text, pod.spec, PATH, 'RuntimeDefault'),
        ),
      };
    }
  },
});

/** A profile of one's own is stricter than the runtime's, which some peers would rather see. */
function severityOf(type: string | undefined, aliases: readonly string[]): 'warning' | 'info' | 'hint' {
  if (type === 'Localhost' || aliases.length === 0) return 'hint';
  return type ? 'warning' : 'info';
}
