import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createReceiver, createSender } from '../../src/disk/sent-project.ts';
import { analyzeTexts } from '../go/go-project.ts';

const GO_MOD = 'module example.com/app\n\ngo 1.26\n';
const mainOf = (port: number) =>
  `package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":${port}", nil) }\n`;

async function projectOf(...ports: number[]) {
  const files = ports.map((port) => [`cmd/on${port}/main.go`, mainOf(port)] as const);
  return analyzeTexts({ 'go.mod': GO_MOD, ...Object.fromEntries(files) });
}

test('what arrives is what was sent, whatever was sent before', async () => {
  const [a, b] = [await projectOf(1000, 2000, 3000), await projectOf(2000)];
  const [first] = b.programs;
  assert.ok(first);
  const mixed = { ...a, programs: [first, ...a.programs.slice(1)] };
  const send = createSender();
  const receive = createReceiver();
  const sequence = [a, a, mixed, b, a, { ...a, programs: [] }, mixed].flatMap((project) => [
    ['one', project] as const,
    ['two', project] as const,
  ]);
  for (const [root, project] of sequence) {
    assert.deepEqual(receive(root, structuredClone(send(root, project))), project);
  }
  // More folders than either side remembers.
  for (let index = 0; index < 20; index++) {
    const root = `folder ${index % 7}`;
    assert.deepEqual(receive(root, structuredClone(send(root, mixed))), mixed);
  }
});

test('a program that is as it was is sent once, and stays one object on the other side', async () => {
  const project = await projectOf(1000, 2000);
  const send = createSender();
  const receive = createReceiver();
  const before = receive('', structuredClone(send('', project)));
  const [one, two] = project.programs;
  assert.ok(one && two);
  const edited = { ...one, name: 'edited' };
  const sent = send('', { ...project, programs: [edited, two] });
  assert.deepEqual(sent.programs, [edited, 1]);
  assert.equal(receive('', structuredClone(sent)).programs[1], before.programs[1]);
});
