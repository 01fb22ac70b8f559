import { at, valueAt } from '../fields.ts';
import { objectRule } from '../rule-kinds.ts';

export const noPrivilegedScc = objectRule({
  id: 'no-privileged-scc',
  kinds: ['SecurityContextConstraints'],
  title: 'Allow no privileged containers by SecurityContextConstraints',
  severity: 'warning',
  aliases: ['kube-linter:scc-deny-privileged-container'],
  why: 'Whoever may use constraints with `allowPrivilegedContainer: true` owns the nodes of an OpenShift cluster. Name the capabilities that are needed in `allowedCapabilities`.',
  examples: [
    {
      bad: 'apiVersion: security.openshift.io/v1\nkind: SecurityContextConstraints\nmetadata:\n  name: builder\nallowPrivilegedContainer: «true»\n',
      good: 'apiVersion: security.openshift.io/v1\nkind: SecurityContextConstraints\nmetadata:\n  name: builder\nallowPrivilegedContainer: false\n',
    },
  ],
  *check({ manifest }) {
    const place = at(manifest.root, 'allowPrivilegedContainer');
    if (!place || valueAt(place) !== true) return;
    yield { start: place.start, end: place.end, message: ['`{0}` allows privileged containers', manifest.name] };
  },
});
