import { heardOf } from '../peers/peer-kinds.ts';
import { containerPlace, containerRule } from '../rule-kinds.ts';
import {
  asksForReadiness,
  hasProbe,
  listens,
  missedByPod,
  missedProbe,
  needsProbes,
  PROBE_ALIASES,
} from './probe-needed.ts';

export const workerProbes = containerRule({
  id: 'worker-probes',
  title: 'Give programs without ports probes, too',
  severity: 'hint',
  off: true,
  aliases: [
    ...PROBE_ALIASES.readinessProbe,
    ...PROBE_ALIASES.livenessProbe,
    'kube-score:pod-probes',
    'draft:container-enforce-probes',
  ],
  why: 'A worker that listens on no port can still hang. A command that looks whether it got on (a file that it touches, say) makes a probe; not every program has one to give, so this rule is off by default.',
  examples: [
    {
      bad: 'name: «worker»\nlivenessProbe: { exec: { command: [/bin/alive] } }\n',
      good: 'name: worker\nlivenessProbe: { exec: { command: [/bin/alive] } }\nreadinessProbe: { exec: { command: [/bin/ready] } }\n',
    },
    {
      bad: 'name: «worker»\nreadinessProbe: { exec: { command: [/bin/ready] } }\n',
      good: 'name: server\nports: [{ containerPort: 8080 }]\n',
    },
  ],
  *check(subject) {
    const { container, manifest } = subject;
    if (!needsProbes(subject)) return;
    const template = manifest.kind === 'PodTemplate';
    if (!template && listens(subject)) return;
    const place = containerPlace(container);
    const live = hasProbe(container, 'livenessProbe');
    if (!hasProbe(container, 'readinessProbe') && (template || !asksForReadiness(subject)))
      yield {
        ...place,
        message: ['`{0}` has no readiness probe', container.name],
        aliases: [
          ...missedProbe(subject, 'readinessProbe'),
          ...missedByPod(subject),
          ...(live ? [] : heardOf(manifest, ['draft:container-enforce-probes'])),
        ],
      };
    if (!live)
      yield {
        ...place,
        message: ['`{0}` has no liveness probe', container.name],
        aliases: missedProbe(subject, 'livenessProbe'),
      };
  },
});
