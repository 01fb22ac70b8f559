import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import { filesOf, program, project, source } from '../facts.ts';
import { dockerfile } from '../written-dockerfile.ts';

const linkedWith = (...libraries: string[]) => ({
  cgo: { needed: true, because: 'it does', certainty: 'known', libraries } as const,
});

describe('C libraries of the system that a program is linked with', () => {
  it('are installed where it is built, and where it runs', async () => {
    const text = await dockerfile({ program: linkedWith('libusb-1.0', 'zlib') });
    const [build = '', run = ''] = text.split('\nFROM ');
    assert.match(build, /AS build\nRUN apt-get update \\\n.*install .* libusb-1\.0-0-dev zlib1g-dev \\\n.*\nWORKDIR/);
    assert.match(run, /^debian:13-slim\nRUN apt-get update \\\n.*install .* libusb-1\.0-0 zlib1g \\/);
  });

  it('are there once where one image builds and runs', async () => {
    const text = await dockerfile({ program: linkedWith('pcap'), choices: { strategy: 'single' } });
    assert.equal(text.match(/apt-get install/g)?.length, 1);
    assert.match(text, /AS dev\nRUN apt-get update \\\n.* libpcap-dev \\/);
  });

  it('of the compiler need no headers', async () => {
    const text = await dockerfile({ program: linkedWith('stdc++') });
    assert.equal(text.match(/apt-get install/g)?.length, 1);
    assert.match(text, /FROM debian:13-slim\n(?:.*\n)*.* libstdc\+\+6 \\/);
  });

  it('that no package is known for are named', async () => {
    const facts = project({ programs: [program(linkedWith('acme'))] });
    const { decisions } = await plan(facts, filesOf(source));
    const decision = decisions.find(({ what }) => what === 'C libraries');
    assert.equal(decision?.chosen, 'acme');
    assert.match(decision.because, /^Install what brings `acme`/);
  });

  it('of several programs in one image are all there', async () => {
    const programs = [
      program({ package: './cmd/a', name: 'a', ...linkedWith('pcap') }),
      program({ package: './cmd/b', name: 'b', ...linkedWith('libusb-1.0') }),
    ];
    const { files } = await plan(project({ programs }), filesOf(source), { program: './cmd/a', oneDockerfile: true });
    const text = files.find(({ path }) => path === 'Dockerfile')?.text ?? '';
    assert.match(text, /libpcap-dev libusb-1\.0-0-dev|libusb-1\.0-0-dev libpcap-dev/);
  });
});
