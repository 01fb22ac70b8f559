import { at, items, textAt } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { fieldPlace } from '../field-place.ts';
import { podRule } from '../rule-kinds.ts';

export const dnsNdots = podRule({
  id: 'dns-ndots',
  title: 'Look names up with fewer search domains',
  severity: 'hint',
  off: true,
  aliases: ['kube-linter:dnsconfig-options'],
  why: 'With `ndots: 5`, the default in pods, a name such as `api.example.com` is first tried with each search domain of the cluster, so that each look-up outside costs four or five. `ndots: 2` avoids that and keeps `service.namespace` working. Programs with few look-ups do not care, so this rule is off by default.',
  examples: [
    {
      bad: 'containers: []\ndnsConfig:\n  options:\n    - «{ name: ndots, value: "5" }»\n',
      good: 'containers: []\ndnsConfig:\n  options:\n    - { name: ndots, value: "2" }\n',
    },
    {
      bad: 'containers: []\ndnsConfig: «{ options: [{ name: edns0 }] }»\n',
      good: 'containers: []\ndnsConfig: { options: [{ name: edns0 }, { name: ndots, value: "2" }] }\n',
    },
  ],
  *check({ manifest, pod }) {
    const config = at(pod.spec, 'dnsConfig');
    const options = items(at(config, 'options'));
    if (options.some((one) => textAt(one, 'name') === 'ndots' && textAt(one, 'value') === '2')) return;
    yield {
      ...fieldPlace(options.find((one) => textAt(one, 'name') === 'ndots') ?? config, manifest),
      message: ['The pods of `{0}` do not look names up with `ndots: 2`', manifest.name],
      aliases: heardOf(manifest, dnsNdots.aliases),
    };
  },
});
