import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinContract } from '../../../src/contract/join.ts';
import { action, compose, FILES, inMatrix, script, skaffold, workflow, WORKFLOW } from './build-texts.ts';
import { mended } from '../seed.ts';
import { findingsOf, inputsOf, type Texts } from '../workspace.ts';

async function marked(texts: Texts): Promise<string[]> {
  return [...(await findingsOf(texts))].flatMap(([file, findings]) =>
    findings.flatMap(({ rule, start, end }) =>
      rule === 'build-path-exists' ? [`${file}: ${texts[file]?.slice(start, end) ?? ''}`] : [],
    ),
  );
}

/** A step of a job that runs in a folder, behind others. */
const inFolder = (folder: string, before = '') =>
  workflow(`${before}      - run: go test ./...\n        working-directory: ${folder}\n`);
const deploys = (manifests: string) => `apiVersion: skaffold/v4beta11\nkind: Config\nmanifests:\n${manifests}`;

describe('build-path-exists speaks', () => {
  const table: readonly [file: string, text: string, marked: string, fixed?: string][] = [
    [WORKFLOW, inFolder('service/a'), 'service/a', inFolder('services/a')],
    [WORKFLOW, inFolder('./backend', '      - uses: actions/setup-go@v6\n      - run: go vet ./...\n'), './backend'],
    [
      WORKFLOW,
      `defaults: { run: { working-directory: service/a } }\n${workflow('      - run: go vet ./...\n      - run: go test ./...\n')}`,
      'service/a',
    ],
    ['skaffold.yaml', deploys('  kustomize:\n    paths: [k8s/overlays/dev]\n'), 'k8s/overlays/dev'],
    [
      'skaffold.yaml',
      deploys('').replace(
        'manifests:',
        'profiles:\n  - name: dev\n    deploy:\n      kustomize:\n        paths: [k8s/dev]',
      ),
      'k8s/dev',
    ],
    [
      'skaffold.yaml',
      deploys('').replace('manifests:', 'deploy:\n  kubectl:\n    manifests: [k8s/web.yaml]'),
      'k8s/web.yaml',
    ],
    ['skaffold.yaml', deploys('  rawYaml:\n    - k8s/web.yaml\n    - services/a/Dockerfile\n'), 'k8s/web.yaml'],
    [
      'skaffold.yaml',
      deploys('  helm:\n    releases:\n      - { name: shop, chartPath: charts/shop }\n'),
      'charts/shop',
    ],
    [
      'skaffold.yaml',
      deploys('').replace(
        'manifests:',
        'deploy:\n  helm:\n    releases:\n      - { name: x, valuesFiles: [x/values-dev.yaml] }',
      ),
      'x/values-dev.yaml',
    ],
    ['compose.yaml', compose(' ./service/a'), './service/a', compose(' ./services/a')],
    ['compose.yaml', compose('\n      context: services/a\n      dockerfile: Dockerfile.debgu'), 'Dockerfile.debgu'],
    [
      'docker-compose.dev.yml',
      compose('\n      context: .\n      dockerfile: "docker/Dockerfile.debug"'),
      'docker/Dockerfile.debug',
      compose('\n      context: .\n      dockerfile: "services/a/Dockerfile.debug"'),
    ],
    ['compose.yaml', compose(' ./cmd/a'), './cmd/a'],
    ['deploy/compose.yaml', compose(' ../servces/a'), '../servces/a', compose(' ../services/a')],
    ['skaffold.yaml', skaffold('      context: service/a\n'), 'service/a', skaffold('      context: services/a\n')],
    [
      'skaffold.yaml',
      skaffold('      docker:\n        dockerfile: build/Dockerfile.debug\n'),
      'build/Dockerfile.debug',
      skaffold('      docker:\n        dockerfile: services/a/Dockerfile.debug\n'),
    ],
    [
      'docker-bake.hcl',
      'target "shop" {\n  context = "."\n  dockerfile = "build/Dockerfile.debug"\n}\n',
      'build/Dockerfile.debug',
      'target "shop" {\n  context = "."\n  dockerfile = "services/a/Dockerfile.debug"\n}\n',
    ],
    [
      'docker-bake.hcl',
      'group "default" {\n  targets = ["a"]\n}\ntarget "_common" {\n  context = "."\n}\ntarget "a" {\n  inherits = ["_common"]\n  dockerfile = "build/Dockerfile.debug"\n}\n',
      'build/Dockerfile.debug',
      'group "default" {\n  targets = ["a"]\n}\ntarget "_common" {\n  context = "."\n}\ntarget "a" {\n  inherits = ["_common"]\n  dockerfile = "services/a/Dockerfile.debug"\n}\n',
    ],
    [
      'docker-bake.hcl',
      'target "a" {\n  args = { x = { y = "}" } }\n  context = "./service/a"\n}\n',
      './service/a',
      'target "a" {\n  args = { x = { y = "}" } }\n  context = "./services/a"\n}\n',
    ],
    [
      WORKFLOW,
      action('          context: .\n          file: ./service/a/Dockerfile\n'),
      './service/a/Dockerfile',
      action('          context: .\n          file: ./services/a/Dockerfile\n'),
    ],
    [WORKFLOW, action('          context: "service/a"\n'), 'service/a', action('          context: "services/a"\n')],
    [
      WORKFLOW,
      inMatrix(
        '        include:\n          - { name: a, file: services/a/Dockerfile }\n          - { name: b, file: service/a/Dockerfile }\n',
        '          context: .\n          file: ${{ matrix.file }}\n          tags: shop-${{ matrix.name }}\n',
      ),
      'service/a/Dockerfile',
    ],
    [
      WORKFLOW,
      inMatrix('        name: [a, zebra]\n', '          context: services/${{ matrix.name }}\n'),
      'services/${{ matrix.name }}',
    ],
    [
      WORKFLOW,
      inMatrix('        name: [a, b]\n', '          context: service/a\n          tags: shop-${{ matrix.name }}\n'),
      'service/a',
    ],
    [
      WORKFLOW,
      script('docker build -t shop -f service/a/Dockerfile .'),
      'service/a/Dockerfile',
      script('docker build -t shop -f services/a/Dockerfile .'),
    ],
    [
      WORKFLOW,
      script('|\n          go test ./...\n          docker buildx build --push --tag x service/a'),
      'service/a',
    ],
  ];
  for (const [file, text, place, after] of table) {
    it(`${file}: ${place}`, async () => {
      const texts = { ...FILES, [file]: text };
      assert.deepEqual(await marked(texts), [`${file}: ${place}`]);
      if (after === undefined) return;
      const fix = (await findingsOf(texts)).get(file)?.find(({ rule }) => rule === 'build-path-exists')?.fixes?.[0];
      assert.equal(fix && mended(texts, file, fix)[file], after);
    });
  }
});

describe('build-path-exists is silent', () => {
  const table: readonly [what: string, file: string, text: string][] = [
    ['a step in a folder that is there', WORKFLOW, inFolder('services/a')],
    ['a step in a folder of a variable', WORKFLOW, inFolder('${{ matrix.folder }}')],
    ['a step in an absolute folder', WORKFLOW, inFolder('/tmp/backend')],
    ['a step in a folder that a script may have made', WORKFLOW, inFolder('backend', '      - run: make\n')],
    ['a step in a folder that a command before names', WORKFLOW, inFolder('web', '      - run: go build -o web/a\n')],
    ['a step behind an action of others', WORKFLOW, inFolder('backend', '      - uses: x/fetch@v1\n')],
    ['a step behind a download', WORKFLOW, inFolder('backend', '      - uses: actions/download-artifact@v6\n')],
    ['a step in what a build makes', WORKFLOW, inFolder('dist')],
    ['a step without checkout', WORKFLOW, inFolder('backend').replace('actions/checkout@', 'actions/setup-go@')],
    [
      'a step in a submodule',
      WORKFLOW,
      inFolder('backend').replace('checkout@v6\n', 'checkout@v6\n        with: { submodules: true }\n'),
    ],
    [
      'a step in another branch',
      WORKFLOW,
      inFolder('backend').replace('checkout@v6\n', 'checkout@v6\n        with: { ref: gh-pages }\n'),
    ],
    ['a workflow for other repositories', WORKFLOW, inFolder('backend').replace('on: push', 'on: workflow_call')],
    ['a workflow that lies deeper', 'template/.github/workflows/build.yml', inFolder('backend')],
    [
      'a build in a workflow that lies deeper',
      'lib/.github/workflows/b.yml',
      action('          file: ci/Dockerfile\n'),
    ],
    ['a step that asks first', WORKFLOW, `${inFolder('backend')}        if: hashFiles('backend/go.mod') != ''\n`],
    ['manifests of a pattern', 'skaffold.yaml', deploys('  rawYaml: ["services/*/k8s.yaml"]\n')],
    ['manifests of another server', 'skaffold.yaml', deploys('  rawYaml: [https://example.com/x.yaml]\n')],
    ['manifests of a template', 'skaffold.yaml', deploys('  kustomize: { paths: ["k8s/{{.ENV}}"] }\n')],
    [
      'a chart of a repository',
      'skaffold.yaml',
      deploys('  helm: { releases: [{ name: x, chartPath: bitnami/nowhere, remote: true }] }\n'),
    ],
    ['manifests that a hook makes', 'skaffold.yaml', deploys('  rawYaml: [gen.yaml]\n  hooks: { before: [] }\n')],
    ['manifests that are there', 'skaffold.yaml', deploys('  kustomize: { paths: [services/a] }\n')],
    ['a folder with a Dockerfile', 'compose.yaml', compose(' ./services/a/')],
    [
      'a Dockerfile beside the context',
      'deploy/compose.yaml',
      compose('\n      context: ..\n      dockerfile: services/a/Dockerfile.debug'),
    ],
    ['a path from the root of the workspace', 'dev/compose.yaml', compose(' services/a')],
    ['a variable', 'compose.yaml', compose(' ${DIR}/a')],
    ['a repository', 'compose.yaml', compose(' https://github.com/acme/shop.git#main')],
    ['a repository by SSH', 'compose.yaml', compose(' git@github.com:acme/shop.git')],
    ['a folder outside of the workspace', 'compose.yaml', compose(' ../other')],
    ['an absolute path', 'compose.yaml', compose(' /srv/shop')],
    [
      'a Dockerfile in the compose file',
      'compose.yaml',
      compose('\n      context: .\n      dockerfile_inline: FROM scratch'),
    ],
    ['a service that is not built', 'compose.yaml', 'services:\n  db:\n    image: postgres:18\n'],
    ['what a build makes', 'compose.yaml', compose(' ./dist')],
    ['ko', 'skaffold.yaml', skaffold('      ko: { main: ./cmd/nothing }\n')],
    ['buildpacks', 'skaffold.yaml', skaffold('      context: cmd/a\n      buildpacks: { builder: x }\n')],
    [
      'another Config',
      'skaffold.yaml',
      'apiVersion: example.com/v1\nkind: Config\nbuild: { artifacts: [{ image: x, context: nowhere }] }\n',
    ],
    [
      'what a variable names to inherit',
      'docker-bake.hcl',
      'target "a" {\n  inherits = [BASE]\n  dockerfile = "Nothing"\n}\n',
    ],
    ['what a target inherits', 'docker-bake.hcl', 'target "a" {\n  inherits = ["b"]\n  dockerfile = "Nothing"\n}\n'],
    [
      'a target that others build on only',
      'docker-bake.hcl',
      'group "default" {\n  targets = ["a"]\n}\ntarget "_common" {\n  platforms = ["linux/amd64"]\n}\ntarget "a" {\n  inherits = ["_common", "meta"]\n  context = "services/a"\n}\n',
    ],
    [
      'charts that lie elsewhere',
      'skaffold.yaml',
      deploys(
        '  helm:\n    releases:\n      - { name: a, remoteChart: oci://example.com/a, valuesFiles: ["{{.DIR}}/values.yaml"] }\n',
      ),
    ],
    ['a variable of HCL', 'docker-bake.hcl', 'target "a" {\n  context = "${DIR}/a"\n}\n'],
    ['a group', 'docker-bake.hcl', 'group "default" {\n  targets = ["a"]\n}\n'],
    [
      'an expression',
      WORKFLOW,
      action('          context: ${{ matrix.dir }}\n          file: ${{ matrix.dir }}/Dockerfile\n'),
    ],
    [
      'a matrix that is put together',
      WORKFLOW,
      inMatrix(
        '        name: [a, zebra]\n        exclude:\n          - name: zebra\n',
        '          context: services/${{ matrix.name }}\n',
      ),
    ],
    [
      'a matrix of another step',
      WORKFLOW,
      inMatrix('        name: ${{ fromJSON(needs.list.outputs.names) }}\n', '          context: ${{ matrix.name }}\n'),
    ],
    [
      'a step for which one before it looks whether there is something to build',
      WORKFLOW,
      action('          file: nothing/Dockerfile\n').replace(
        '        with:\n',
        "        if: steps.check.outputs.build != ''\n        with:\n",
      ),
    ],
    ['a matrix in a script', WORKFLOW, script('docker build ${{ matrix.dir }}')],
    ['the repository as it is in Git', WORKFLOW, action('          tags: shop\n')],
    [
      'a checkout in a folder',
      WORKFLOW,
      action('          context: src/service\n').replace('checkout@v6\n', 'checkout@v6\n        with: { path: src }\n'),
    ],
    [
      'a checkout of something else',
      WORKFLOW,
      action('          context: service\n').replace(
        'checkout@v6\n',
        'checkout@v6\n        with: { repository: acme/other }\n',
      ),
    ],
    [
      'a checkout of another branch',
      WORKFLOW,
      action('          context: service\n').replace('checkout@v6\n', 'checkout@v6\n        with: { ref: v1 }\n'),
    ],
    [
      'a file that an earlier step makes',
      WORKFLOW,
      workflow('      - run: make image/Dockerfile.gen\n      - run: docker build -f image/Dockerfile.gen .\n'),
    ],
    ['another folder', WORKFLOW, script('cd services && docker build a')],
    ['a folder of the step', WORKFLOW, script('docker build a\n        working-directory: services')],
    ['standard input', WORKFLOW, script('docker build - < Dockerfile')],
    ['another command of docker', WORKFLOW, script('docker run nothing/here')],
    ['YAML that is no workflow', '.github/workflows/x.yml', '- a\n- b: [\n'],
    ['half-typed YAML', 'compose.yaml', 'services:\n  shop:\n    build:\n      context: \n      dockerfile:'],
    [
      'an ignore comment',
      'compose.yaml',
      'services:\n  shop:\n    # gantry-ignore build-path-exists — comes with a submodule\n    build: ./nothing\n',
    ],
  ];
  for (const [what, file, text] of table) {
    it(what, async () => assert.deepEqual(await marked({ ...FILES, [file]: text }), []));
  }
  it('where the project’s files are not all known', async () => {
    const { list: _, ...inputs } = await inputsOf({ ...FILES, 'compose.yaml': compose(' ./nothing') });
    assert.equal(joinContract(inputs).list, undefined);
  });
});
