import { objectPlace } from '../object-place.ts';
import { replicasOf } from '../pods/replicas.ts';
import { isScaled } from '../selectors/serving.ts';
import { objectRule } from '../rule-kinds.ts';
import { SPREADING_ALIASES, spreadingOf } from '../peers/spreading.ts';

export const bothWaysToSpread = objectRule({
  id: 'both-ways-to-spread',
  kinds: 'pods',
  title: 'Say by anti-affinity and by spread constraints how pods keep apart',
  severity: 'hint',
  off: true,
  aliases: SPREADING_ALIASES,
  why: 'Some clusters want both: an anti-affinity that keeps replicas off each other’s node, and spread constraints for zones. One of them is enough for most, so this rule is off by default.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: «web» }\nspec: { containers: [] }\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [], topologySpreadConstraints: [{ maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: {} }] }\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: «web» }\nspec: { containers: [], topologySpreadConstraints: [] }\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [], topologySpreadConstraints: [{ topologyKey: topology.kubernetes.io/zone }] }\n',
    },
  ],
  *check(subject) {
    const { manifest, pod } = subject;
    if (!pod || ['Job', 'CronJob', 'DaemonSet', 'PodTemplate'].includes(manifest.kind)) return;
    const { apart, unhappy } = spreadingOf(manifest, pod);
    if (unhappy.length === 0) return;
    const replicas = replicasOf(manifest);
    const scaled = replicas === 'default' && isScaled(subject);
    // Another rule speaks of replicas that nothing keeps apart.
    if (!apart && manifest.kind !== 'Pod' && ((typeof replicas === 'number' && replicas >= 2) || scaled)) return;
    yield {
      ...objectPlace(manifest),
      message: ['`{0}` says nothing, or one way only, of how its pods keep apart', manifest.name],
      aliases: unhappy,
    };
  },
});
