import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import type { DockerfileRule } from '../subject.ts';

const KERNEL = /^\/(?:proc|sys|dev|boot|initrd|lost\+found)(?:\/|$)/;
/** Folders that a volume must not hide; folders below them may be one. */
const OWN = new Set(['/', '/bin', '/boot', '/dev', '/etc', '/lib', '/lib64', '/proc', '/sbin', '/sys', '/usr']);

export const noSystemFolder: DockerfileRule = {
  id: 'no-system-folder',
  title: 'Keep WORKDIR and VOLUME out of system folders',
  severity: 'warning',
  aliases: ['trivy:DS-0030'],
  why: 'The folders of the kernel and of devices are put in place anew when a container starts, so files there are lost or hidden, and a program with its working folder in them can change the machine. A volume over `/etc` or `/usr` freezes what the next image would bring.',
  exampleOf: 'dockerfile',
  about: ['WORKDIR', 'VOLUME'],
  examples: [
    { bad: 'FROM alpine:3.23\nWORKDIR «/proc/app»\nUSER 65532', good: 'FROM alpine:3.23\nWORKDIR /app\nUSER 65532' },
    {
      bad: 'FROM alpine:3.23\nVOLUME ["/data", «"/etc"»]\nUSER 65532',
      good: 'FROM alpine:3.23\nVOLUME ["/data", "/etc/app"]\nUSER 65532',
    },
  ],
  *check({ dockerfile: { stages } }): Iterable<Report> {
    for (const { instructions } of stages) {
      for (const instruction of instructions) {
        const { keyword, json } = instruction;
        if (keyword !== 'WORKDIR' && keyword !== 'VOLUME') continue;
        for (const word of json ?? instruction.words) {
          const path = word.value.length > 1 ? word.value.replace(/\/$/, '') : word.value;
          if (!KERNEL.test(word.value) && !(keyword === 'VOLUME' && OWN.has(path))) continue;
          // Shared memory is there to be used, and systemd wants control groups.
          if (keyword === 'VOLUME' && /^\/(?:dev\/shm|sys\/fs\/cgroup)(?:\/|$)/.test(path)) continue;
          yield {
            ...rangeOf(word),
            aliases: keyword === 'WORKDIR' && TRIVY.test(word.text) ? ['trivy:DS-0030'] : [],
            message: ['`{0}` is a folder of the system', word.value],
          };
        }
      }
    }
  },
};

const TRIVY = /^"?\/(?:proc|boot|dev|initrd|lost\+found)\//;
