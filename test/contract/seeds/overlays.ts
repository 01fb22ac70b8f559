import type { Change, Seed } from '../seed.ts';

const PROD = 'deploy/overlays/prod/kustomization.yaml';
const PATCH = 'deploy/overlays/prod/env.yaml';
const KUSTOMIZATION =
  'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - ../../base\npatches:\n';

/** An overlay that sets a variable by a patch in a file. */
const patched = (name: string, value: string): readonly Change[] => [
  { file: PROD, write: `${KUSTOMIZATION}  - path: env.yaml\n` },
  {
    file: PATCH,
    write: `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: gallery\nspec:\n  template:\n    spec:\n      containers:\n        - name: gallery\n          env:\n            - name: ${name}\n              value: "${value}"\n`,
  },
];

export const overlaySeeds: readonly Seed[] = [
  {
    what: 'one overlay generates the ConfigMap without a key that the other has',
    sample: 'gallery-web',
    change: [
      {
        file: 'deploy/base/deployment.yaml',
        from: '          env:\n',
        to: '          env:\n            - name: PORT\n              valueFrom:\n                configMapKeyRef:\n                  name: place\n                  key: port\n',
      },
      ...['dev', 'prod'].map((name) => ({
        file: `deploy/overlays/${name}/kustomization.yaml`,
        write: `${KUSTOMIZATION.replace('patches:\n', 'configMapGenerator:\n')}  - name: place\n    literals:\n      - ${name === 'dev' ? 'port' : 'prot'}=8080\n`,
      })),
    ],
    found: [`${PROD}: overlay-has-keys: prot=8080`],
    leadsTo: 'deploy/base/deployment.yaml',
    mends: true,
    unproved: 'the proof runs the base',
  },
  {
    what: 'an overlay sets a variable that nothing reads',
    sample: 'gallery-web',
    change: patched('PROT', '9000'),
    found: [`${PATCH}: variable-read: PROT`],
  },
  {
    what: 'an overlay sets an address where the program adds the colon itself',
    sample: 'gallery-web',
    change: patched('PORT', ':8080'),
    found: [`${PATCH}: variable-value-fits: ":8080"`],
    leadsTo: 'main.go',
    mends: true,
    unproved: 'the proof runs the base',
  },
  {
    what: 'an operation in an overlay sets a variable that nothing reads',
    sample: 'gallery-web',
    change: [
      {
        file: PROD,
        write: `${KUSTOMIZATION}  - target:\n      kind: Deployment\n      name: gallery\n    patch: |-\n      - op: add\n        path: /spec/template/spec/containers/0/env/-\n        value:\n          name: PROT\n          value: "9000"\n`,
      },
    ],
    found: [`${PROD}: variable-read: PROT`],
  },
  {
    what: 'an overlay lets a probe ask for what nothing serves',
    sample: 'gallery-web',
    change: [
      { file: PROD, write: `${KUSTOMIZATION}  - path: env.yaml\n` },
      {
        file: PATCH,
        write: `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: gallery\nspec:\n  template:\n    spec:\n      containers:\n        - name: gallery\n          livenessProbe:\n            httpGet:\n              path: /alive\n`,
      },
    ],
    found: [`${PATCH}: probe-path-exists: /alive`, 'main.go: probe-path-exists: "/healthz"'],
    leadsTo: 'main.go',
    mends: true,
    unproved: 'the proof runs the base',
  },
  {
    what: 'an overlay moves the program off the declared port',
    sample: 'gallery-web',
    change: patched('PORT', '9000'),
    found: [`${PATCH}: container-port-listened: "9000"`],
  },
];
