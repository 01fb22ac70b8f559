import { imageOf } from '../pods/container-image.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { containerRule } from '../rule-kinds.ts';

const OLD = 'k8s.gcr.io/';

export const frozenRegistry = containerRule({
  id: 'frozen-registry',
  title: 'Take images of Kubernetes from registry.k8s.io',
  severity: 'warning',
  aliases: ['kubescape:C-0253'],
  why: 'The registry `k8s.gcr.io` has been frozen since April 2023: it gets no new images, and may go. `registry.k8s.io` has the same images under the same names.',
  differs: {
    'kubescape:C-0253':
      'It looks into the namespace `kube-system` only; this rule looks everywhere, and carries the id there.',
  },
  examples: [
    {
      bad: 'name: app\nimage: «k8s.gcr.io/pause:3.9»\n',
      good: 'name: app\nimage: registry.k8s.io/pause:3.9\n',
      fixed: true,
    },
    {
      bad: 'name: app\nimage: «"k8s.gcr.io/coredns/coredns:v1.9.3"»\n',
      good: 'name: app\nimage: coredns/coredns:1.9.3\n',
    },
  ],
  *check({ container, manifest, file }) {
    const image = imageOf(container);
    if (!image?.text.startsWith(OLD)) return;
    const { start, end } = image.field;
    const at = file.text.slice(start, end).indexOf(OLD);
    yield {
      start,
      end,
      message: ['`{0}` comes from a registry that has been frozen since April 2023', image.text],
      aliases: manifest.namespace === 'kube-system' ? heardOf(manifest, frozenRegistry.aliases, container.kind) : [],
      fixes:
        at < 0
          ? []
          : [
              {
                title: ['Take it from `registry.k8s.io`'],
                safe: true,
                edits: [{ start: start + at, end: start + at + OLD.length, text: 'registry.k8s.io/' }],
              },
            ],
    };
  },
});
