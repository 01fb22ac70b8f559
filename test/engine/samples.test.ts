import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { nodeFiles } from '../../src/disk/node-files.ts';
import { build } from '../../src/docker/build.ts';
import { analyze } from '../../src/go/analyze.ts';
import { imageParts } from '../../src/prove/image-places.ts';
import { prepareProof } from '../../src/prove/prepare.ts';
import { outcomeOf } from '../../src/prove/proof-json.ts';
import { proofRequest } from '../../src/prove/proof-request.ts';
import { prove } from '../../src/prove/prove.ts';
import { say } from '../../src/words/message.ts';
import { collect } from '../docker/collect.ts';
import { bedEngine } from './bed-engine.ts';

const { engine, skip } = await bedEngine();

interface Sample {
  readonly folder: string;
  readonly program?: string;
  /** Another main.go than the sample's. */
  readonly main?: string;
  /** Claims that must be shown, not skipped. */
  readonly shows: readonly string[];
  /** So is it with a workload of another command. */
  readonly beside?: { readonly workload: string; readonly shows: readonly string[] };
}

/** Nothing but gRPC: kubelet asks its health service. */
const GRPC_ONLY = `package main

import (
	"context"
	"log"
	"net"
	"os/signal"
	"syscall"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	listener, err := net.Listen("tcp", ":9090")
	if err != nil {
		log.Fatal(err)
	}
	server := grpc.NewServer()
	grpc_health_v1.RegisterHealthServer(server, health.NewServer())
	go server.Serve(listener)
	<-ctx.Done()
	server.GracefulStop()
}
`;

const server = ['listen', 'health', 'stop'];
const SAMPLES: readonly Sample[] = [
  { folder: 'greeter-cli', shows: server },
  { folder: 'gallery-web', shows: server },
  { folder: 'gateway-grpc', shows: server },
  { folder: 'gateway-grpc', main: GRPC_ONLY, shows: server },
  { folder: 'notes-sqlite', shows: server },
  { folder: 'workspace', program: './orders', shows: server },
  { folder: 'workspace', program: './stock', shows: server },
  { folder: 'mailer-worker', shows: ['stop'] },
  { folder: 'tickets-commands', shows: server, beside: { workload: 'tickets-reminder', shows: ['listen', 'stop'] } },
];

describe('what is written for the samples builds and proves itself', { skip }, () => {
  for (const { folder, program, main, shows, beside } of SAMPLES) {
    test([folder, program, main && 'with gRPC only'].filter(Boolean).join(' '), { timeout: 600_000 }, async () => {
      const work = await mkdtemp(path.join(tmpdir(), 'gantry-sample-'));
      try {
        await cp(path.join(import.meta.dirname, '../../samples', folder), work, { recursive: true });
        if (main !== undefined) await writeFile(path.join(work, 'main.go'), main);
        const files = nodeFiles(work);
        const project = await analyze(files);
        const preparation = await prepareProof(project, files, program === undefined ? {} : { program });
        assert.ok('prepared' in preparation);
        const { prepared } = preparation;
        for (const file of [prepared.dockerfile, prepared.ignoreFile]) {
          await mkdir(path.dirname(path.join(work, file.path)), { recursive: true });
          await writeFile(path.join(work, file.path), file.text);
        }
        const image = `gantry-test/sample-${folder}:1`;
        const proxy = (await promisify(execFile)('go', ['env', 'GOPROXY'])).stdout.trim();
        const request = {
          contextDir: work,
          dockerfile: prepared.dockerfile.path,
          tags: [image],
          network: 'host',
          buildArgs: { GOPROXY: proxy },
        } as const;
        await collect(build(engine, request));
        const parts = imageParts(prepared.dockerfile);
        const steps = await collect(prove(engine, proofRequest({ image, ...prepared }), undefined, { parts }));
        const told = steps.map(({ id, state, detail }) => `${id} ${state}: ${say(detail)}`).join('\n');
        assert.equal(outcomeOf(steps), 'passed', told);
        const isShown = (id: string, workload?: string) =>
          steps.some((step) => step.id === id && step.workload === workload && step.state === 'passed');
        for (const id of shows) assert.ok(isShown(id), told);
        for (const id of beside?.shows ?? []) assert.ok(isShown(id, beside?.workload), told);
      } finally {
        await rm(work, { recursive: true, force: true });
      }
    });
  }
});
