import { lines, type Agreement } from './cases.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** hadolint's rules about FROM and what stands before it. */
export const hadolintStages: Agreement = {
  DL3006: {
    speaks: [
      lines('FROM debian'),
      lines('FROM debian AS base'),
      lines('FROM registry.example.com/team/app'),
      lines('FROM --platform=$BUILDPLATFORM golang AS build'),
      lines('FROM a:1 AS x', 'FROM debian'),
    ],
    silent: [
      lines('FROM debian:13'),
      lines(`FROM debian@${digest}`),
      lines('FROM scratch'),
      lines('FROM a:1 AS x', 'FROM x'),
      lines('ARG IMAGE', 'FROM $IMAGE'),
      lines('ARG V=13', 'FROM debian:${V}'),
      lines('FROM debian:latest'),
      lines('FROM localhost:5000/app:1'),
    ],
  },
  DL3007: {
    speaks: [
      lines('FROM debian:latest'),
      lines('FROM debian:latest AS base'),
      lines('FROM registry.example.com:5000/a/b:latest'),
      lines('FROM --platform=$BUILDPLATFORM debian:latest'),
      lines('FROM a:1', 'FROM debian:latest'),
    ],
    silent: [
      lines('FROM debian:13'),
      lines('FROM debian:latest-slim'),
      lines(`FROM debian:latest@${digest}`),
      lines('FROM latest:1'),
      lines('FROM debian'),
      lines('# FROM debian:latest', 'FROM debian:13'),
    ],
  },
  DL3024: {
    speaks: [
      lines('FROM a:1 AS x', 'FROM b:1 AS x'),
      lines('FROM a:1 as x', 'FROM b:1 AS y', 'FROM c:1 AS x'),
      lines('FROM a:1 AS build', 'RUN x', 'FROM build AS build'),
    ],
    silent: [
      lines('FROM a:1 AS x', 'FROM b:1 AS y'),
      lines('FROM a:1', 'FROM a:1'),
      lines('FROM a:1 AS x', '# FROM b:1 AS x'),
      lines('FROM x:1 AS x', 'FROM x'),
      lines('FROM a:1 AS x', 'FROM b:1 AS x2'),
    ],
  },
  DL3029: {
    speaks: [
      lines('FROM --platform=linux/amd64 a:1'),
      lines('FROM --platform=linux/arm64 a:1 AS x'),
      lines('FROM a:1 AS b', 'FROM --platform=linux/amd64 c:1'),
      lines('FROM --platform=amd64 a:1'),
    ],
    silent: [
      lines('FROM a:1'),
      lines('FROM --platform=$BUILDPLATFORM a:1'),
      lines('FROM --platform=${BUILDPLATFORM} a:1 AS x'),
      lines('# FROM --platform=linux/amd64 a:1', 'FROM a:1'),
    ],
    differs: [{ text: lines('ARG P', 'FROM --platform=$P a:1'), speaks: false, because: 'a variable is no constant' }],
  },
  DL3061: {
    speaks: [
      lines('RUN x', 'FROM a:1'),
      lines('LABEL a=b', 'FROM a:1'),
      lines('ARG A=1', 'ENV B=2', 'FROM a:1'),
      lines('WORKDIR /x', 'FROM a:1'),
    ],
    silent: [
      lines('FROM a:1'),
      lines('ARG A=1', 'FROM a:$A'),
      lines('# RUN x', 'FROM a:1'),
      lines('# syntax=docker/dockerfile:1', '', 'FROM a:1'),
      lines('ARG A', 'ARG B', 'FROM a:1'),
    ],
  },
  DL3063: {
    speaks: [
      lines('FROM a:1 AS scratch'),
      lines('FROM a:1 AS context'),
      lines('FROM a:1 as context', 'FROM b:1'),
      lines('FROM a:1 AS x', 'FROM b:1 AS scratch'),
    ],
    silent: [
      lines('FROM scratch'),
      lines('FROM scratch AS x'),
      lines('FROM a:1 AS contexts'),
      lines('FROM a:1 AS my-context'),
      lines('FROM a:1 AS scratch2'),
    ],
  },
  DL3065: {
    speaks: [
      lines('FROM --platform=$TARGETPLATFORM a:1'),
      lines('FROM --platform=${TARGETPLATFORM} a:1 AS x'),
      lines('FROM a:1 AS x', 'FROM --platform=$TARGETPLATFORM b:1'),
    ],
    silent: [
      lines('FROM --platform=$BUILDPLATFORM a:1'),
      lines('FROM a:1'),
      lines('FROM --platform=linux/amd64 a:1'),
      lines('FROM --platform=$TARGETOS/$TARGETARCH a:1'),
      lines('FROM --platform=$MYTARGETPLATFORM a:1'),
    ],
  },
};
