import { kindAdmission } from '../admission/rule.ts';
import { secretFaults } from '../admission/secrets.ts';

export const validSecret = kindAdmission({
  id: 'valid-secret',
  kinds: ['Secret'],
  title: 'Put into a Secret what its type wants, in base64',
  why: 'The API server refuses values in `data` that are no base64 (plain text goes into `stringData`), and Secrets without the keys that their type stands for, such as `tls.crt` and `tls.key`.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Secret\nmetadata: { name: web }\ndata:\n  user: YWRtaW4=\n  token: «not-base64!»\n',
      good: 'apiVersion: v1\nkind: Secret\nmetadata: { name: web }\ndata:\n  user: YWRtaW4=\nstringData:\n  token: not-base64!\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Secret\nmetadata: { name: web }\ntype: «kubernetes.io/tls»\ndata:\n  tls.crt: YQ==\n',
      good: 'apiVersion: v1\nkind: Secret\nmetadata: { name: web }\ntype: kubernetes.io/tls\ndata:\n  tls.crt: YQ==\n  tls.key: YQ==\n',
    },
  ],
  check: ({ manifest, file }) => secretFaults(manifest, file),
});
