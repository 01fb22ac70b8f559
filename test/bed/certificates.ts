import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './process.ts';

/** A certificate and its key, as paths of PEM files. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate authority that signs the identities of a cluster. */
export interface Authority extends Certificate {
  /** A client certificate: Kubernetes reads the user's name from CN and the groups from O. */
  readonly issue: (name: string, groups?: readonly string[]) => Promise<Certificate>;
}

/** Makes an authority in `folder`. */
export async function makeAuthority(folder: string): Promise<Authority> {
  const authority = files(folder, 'authority');
  await run('openssl', [
    ...request(authority, '/CN=gantry-bed'),
    '-x509',
    '-days',
    '365',
    '-out',
    authority.certificate,
  ]);
  const issue = async (name: string, groups: readonly string[] = []): Promise<Certificate> => {
    const issued = files(folder, `user-${name.replaceAll(/[^\w.-]/g, '-')}`);
    const subject = [...groups.map((group) => `/O=${group}`), `/CN=${name}`].join('');
    const asked = await run('openssl', request(issued, subject));
    await writeFile(`${issued.key}.extensions`, 'extendedKeyUsage = clientAuth\n');
    const signer = ['-CA', authority.certificate, '-CAkey', authority.key, '-CAcreateserial', '-days', '365'];
    const args = ['x509', '-req', ...signer, '-extfile', `${issued.key}.extensions`, '-out', issued.certificate];
    await run('openssl', args, { input: asked });
    return issued;
  };
  return { ...authority, issue };
}

function files(folder: string, name: string): Certificate {
  return { certificate: path.join(folder, `${name}.crt`), key: path.join(folder, `${name}.key`) };
}

function request({ key }: Certificate, subject: string): readonly string[] {
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  return ['req', '-new', ...curve, '-keyout', key, '-subj', subject];
}
