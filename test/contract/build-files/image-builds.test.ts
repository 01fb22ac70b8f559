import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinContract } from '../../../src/contract/join.ts';
import { action, compose, FILES, inMatrix, script, skaffold, workflow, WORKFLOW } from './build-texts.ts';
import { inputsOf } from '../workspace.ts';

describe('builds tell which image a Dockerfile makes', () => {
  const pod = (image: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: ${image}\n`;
  const table: readonly [file: string, text: string, image: string, expected: string][] = [
    [
      'compose.yaml',
      'services:\n  x:\n    image: example.com/front:1\n    build: services/a\n',
      'example.com/front:2',
      './cmd/a <- services/a/Dockerfile',
    ],
    [
      'compose.yaml',
      'services:\n  front:\n    build: { context: services/a }\n',
      'registry.example.com/front',
      './cmd/a <- services/a/Dockerfile',
    ],
    [
      'skaffold.yaml',
      skaffold('      context: services/a\n').replace('image: shop', 'image: front'),
      'front',
      './cmd/a <- services/a/Dockerfile',
    ],
    [
      'skaffold.yaml',
      skaffold('      ko: { main: ./cmd/b }\n').replace('image: shop', 'image: front'),
      'front',
      './cmd/b <- none',
    ],
    [
      'docker-bake.hcl',
      'target "x" {\n  context = "services/a"\n  tags = ["example.com/front:1", "${R}/y"]\n}\n',
      'front',
      './cmd/a <- services/a/Dockerfile',
    ],
    [
      'docker-bake.hcl',
      'target "base" {\n  context = "services/b"\n  dockerfile = "Dockerfile.debug"\n}\ntarget "x" {\n  inherits = ["base"]\n  context = "services/a"\n  dockerfile = "Dockerfile"\n  tags = ["example.com/front:1"]\n}\n',
      'front',
      './cmd/a <- services/a/Dockerfile',
    ],
    [
      WORKFLOW,
      inMatrix(
        '        include:\n          - { image: front, target: "" }\n',
        '          context: services/a\n          target: ${{ matrix.target }}\n          tags: ${{ matrix.image }}\n',
      ),
      'front',
      './cmd/a <- services/a/Dockerfile',
    ],
    [
      WORKFLOW,
      action(
        '          context: services/a\n          tags: |\n            ghcr.io/acme/front:latest\n            ghcr.io/acme/front:${{ github.sha }}\n',
      ),
      'ghcr.io/acme/front:v1',
      './cmd/a <- services/a/Dockerfile',
    ],
    [WORKFLOW, script('docker build -t front services/a'), 'front', './cmd/a <- services/a/Dockerfile'],
  ];
  for (const [file, text, image, expected] of table) {
    it(`${file}: ${image}`, async () => {
      const [container] = joinContract(await inputsOf({ ...FILES, [file]: text, 'pod.yaml': pod(image) })).containers;
      assert.equal(`${container?.program?.package ?? 'none'} <- ${container?.image?.file ?? 'none'}`, expected);
    });
  }
});

describe('a Dockerfile that an earlier step builds from, too,', () => {
  for (const before of [
    '      - run: docker build --target a -f docker/b.Dockerfile .\n',
    '      - uses: docker/build-push-action@v6\n        with:\n          file: docker/b.Dockerfile\n',
  ]) {
    it(`is not made by it: ${before.trim()}`, async () => {
      const text = workflow(`${before}      - run: docker build -f docker/b.Dockerfile -t b .\n`);
      const { builds = [] } = await inputsOf({ ...FILES, [WORKFLOW]: text });
      assert.deepEqual(
        builds.map(({ dockerfile }) => dockerfile?.path),
        ['docker/b.Dockerfile', 'docker/b.Dockerfile'],
      );
    });
  }
});

describe('images whose registry or tag is a variable', () => {
  const inEnv = (text: string) => `env:\n  REGISTRY: ghcr.io/acme\n  NAME: front\n${text}`;
  const described = (images: string) =>
    workflow(
      `      - uses: docker/metadata-action@v5\n        id: meta\n        with:\n          images: |\n            ${images}\n` +
        '      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          tags: ${{ steps.meta.outputs.tags }}\n',
    );
  const make = (variables: string, tag: string) => `${variables}image:\n\tdocker build -t ${tag} .\n`;
  const nested = (count: number) =>
    Array.from({ length: count }, (_, at) => `V${at} = ${`$(V${at + 1})`.repeat(12)}\n`).join('');
  const bake = (tag: string) => `target "shop" {\n  context = "."\n  tags = ["${tag}"]\n}\n`;
  const table: readonly (readonly [file: string, text: string, images: readonly string[]])[] = [
    ['docker-bake.hcl', bake('ghcr.io/acme/shop:${TAG}'), ['ghcr.io/acme/shop:$']],
    ['docker-bake.hcl', bake('${REGISTRY}/shop:1'), ['$/shop:1']],
    ['docker-bake.hcl', bake('ghcr.io/acme/${NAME}:1'), []],
    [WORKFLOW, action('          tags: ghcr.io/acme/shop:${{ github.sha }}\n'), ['ghcr.io/acme/shop:$']],
    [WORKFLOW, action('          tags: ghcr.io/acme/shop-${{ matrix.name }}:1\n'), []],
    [
      WORKFLOW,
      inMatrix('        name: [a, b]\n', '          tags: acme/shop-${{ matrix.name }}:${{ github.sha }}\n'),
      ['acme/shop-a:$', 'acme/shop-b:$'],
    ],
    [WORKFLOW, script('docker build -t $REGISTRY/shop:$TAG .'), ['$/shop:$']],
    [WORKFLOW, script('docker build -t ghcr.io/acme/shop:${{ github.sha }} .'), ['ghcr.io/acme/shop:$']],
    [WORKFLOW, script('docker build -t ghcr.io/acme/${{ github.event.repository.name }}:1 .'), []],
    [
      WORKFLOW,
      script('docker build -t acme/${{ matrix.name }}:${{ github.sha }} .').replace(
        '    steps:',
        '    strategy:\n      matrix:\n        name: [a, b]\n    steps:',
      ),
      ['acme/a:$', 'acme/b:$'],
    ],
    [WORKFLOW, inEnv(script('docker build -t $REGISTRY/${NAME}:${{ github.sha }} .')), ['ghcr.io/acme/front:$']],
    [WORKFLOW, inEnv(action('          tags: ${{ env.REGISTRY }}/${{ env.NAME }}:1\n')), ['ghcr.io/acme/front:1']],
    [WORKFLOW, inEnv(action('          tags: ${{ env.OTHER }}:1\n')), []],
    [
      WORKFLOW,
      inEnv(described('${{ env.REGISTRY }}/shop\n            name=acme/other,enable=true')),
      ['ghcr.io/acme/shop', 'acme/other'],
    ],
    [WORKFLOW, described('ghcr.io/${{ github.repository }}'), []],
    ['Makefile', make('REPO ?= acme\nIMG = ${REPO}/front\n', '$(IMG):$(TAG)'), ['acme/front:$']],
    ['Makefile', make('IMG := a/$(shell uname)\n', '$(IMG)'), []],
    ['Makefile', make('ifdef X\nIMG = front\nelse\nIMG = back\nendif\n', '$(IMG):1'), []],
    ['Makefile', make('IMG = $(IMG)\n', '$(IMG):1'), []],
    // Each holds the next twelve times: no word gets that long.
    ['Makefile', make(nested(12), '$(V0):1'), []],
    ['compose.yaml', compose(' .\n    image: ${IMAGE:-shop}'), []],
    ['compose.yaml', compose(' .\n    image: acme/shop:${TAG:-latest}'), ['acme/shop:$']],
  ];
  for (const [file, text, images] of table) {
    it(text.trim().split('\n').at(-1) ?? '', async () => {
      const { builds = [] } = await inputsOf({ ...FILES, [file]: text });
      assert.deepEqual(
        builds.flatMap((build) => build.images),
        images,
      );
    });
  }
});
