import { apk } from './apk.ts';
import { aptGet } from './apt-get.ts';
import { dnf } from './dnf.ts';
import { curl, wget } from './downloads.ts';
import { go } from './go.ts';
import { npm } from './npm.ts';
import { pip } from './pip.ts';
import type { Tool } from './tool.ts';
import { adduser, useradd } from './users.ts';
import { pnpm, yarn } from './yarn.ts';
import { zypper } from './zypper.ts';

/** Programs that hover and completion know. */
export const tools: readonly Tool[] = [
  ...[aptGet, apk, dnf, zypper, pip, npm, yarn, pnpm, go],
  ...[curl, wget, useradd, adduser],
];
