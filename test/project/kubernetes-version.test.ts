import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectSettings } from '../../src/config/settings.ts';
import { NEWEST_MINOR } from '../../src/kubernetes/version.ts';
import { allRules } from '../../src/project/all-rules.ts';
import { createProject } from '../../src/project/project.ts';
import { schemasForTests } from '../kubernetes/shipped-schemas.ts';

const settings = (gantry: string, kubernetesVersion?: string) =>
  projectSettings(
    { gantry: [{ file: '.gantry.yaml', text: gantry }] },
    allRules,
    kubernetesVersion === undefined ? {} : { kubernetesVersion },
  );

describe('the Kubernetes that manifests are for', () => {
  const cases: readonly (readonly [
    name: string,
    file: string,
    door: string | undefined,
    cluster: string | undefined,
    minor: number,
  ])[] = [
    ['is the newest where nobody says', '', undefined, undefined, NEWEST_MINOR],
    ['is that of the configuration', 'kubernetesVersion: "1.33"', undefined, undefined, 33],
    ['is as it is written, not as YAML reads it', 'kubernetesVersion: 1.30', undefined, undefined, 30],
    ['may have a patch and a v', 'kubernetesVersion: v1.31.2', undefined, undefined, 31],
    ['is that of the cluster where nothing is configured', '', undefined, 'v1.34.1', 34],
    ['is the configured one beside a cluster', 'kubernetesVersion: "1.33"', undefined, 'v1.34.1', 33],
    ['is what the door says first', 'kubernetesVersion: "1.33"', '1.28', 'v1.34.1', 28],
    ['may be older than all schemas', 'kubernetesVersion: "1.16"', undefined, undefined, 16],
  ];
  for (const [name, file, door, cluster, minor] of cases)
    it(name, () => {
      const project = createProject();
      project.configure(settings(file, door));
      if (cluster !== undefined) project.setCluster({ version: cluster });
      assert.equal(project.workspace.target, minor);
      project.setCluster(null);
      assert.equal(project.workspace.target, cluster === undefined || file !== '' ? minor : NEWEST_MINOR);
    });

  it('is like 1.36, nothing else', () => {
    for (const wrong of ['latest', '2', '[1.36]', '"1"']) {
      const { problems, kubernetesVersion } = settings(`kubernetesVersion: ${wrong}`);
      assert.equal(kubernetesVersion, undefined, wrong);
      assert.equal(problems.get('.gantry.yaml')?.length, 1, wrong);
    }
  });

  it('decides what is found, at once', () => {
    const project = createProject();
    project.workspace.schemas.provide(() => schemasForTests());
    project.set('a.yaml', 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: a }\nspec: {}\n');
    const found = () =>
      project.findings('a.yaml').find(({ aliases }) => aliases.includes('pluto:deprecated-api'))?.rule;
    const rules = ['1.20', '1.21', '1.24', '1.25', '1.36'].map((version) => {
      project.configure(settings(`kubernetesVersion: "${version}"`));
      return found();
    });
    assert.deepEqual(rules, [undefined, 'deprecated-api', 'deprecated-api', 'removed-api', 'removed-api']);
  });

  it('comes with the definitions of a connected cluster', () => {
    const project = createProject();
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
      spec: {
        group: 'example.com',
        names: { kind: 'Widget', plural: 'widgets' },
        scope: 'Namespaced',
        versions: [
          {
            name: 'v1',
            schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties: {} } } } },
          },
        ],
      },
    };
    project.set('a.yaml', 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: a }\nspec: { size: 1 }\n');
    const found = () => project.findings('a.yaml').filter(({ rule }) => rule === 'unknown-field').length;
    assert.equal(found(), 0);
    project.setCluster({ version: 'v1.36.3', definitions: [JSON.stringify(definition)] });
    assert.equal(found(), 1);
  });
});
