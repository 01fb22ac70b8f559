import type { Seed } from '../seed.ts';

export const portSeeds: readonly Seed[] = [
  {
    what: 'the manifest declares another port than the program listens on',
    sample: 'shop',
    change: [{ file: 'deploy/base/deployment.yaml', from: 'containerPort: 8080', to: 'containerPort: 8081' }],
    found: ['deploy/base/deployment.yaml: container-port-listened: 8081'],
    leadsTo: 'cmd/shop/main.go',
    mends: true,
  },
];
