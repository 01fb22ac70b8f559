import { describe } from 'node:test';
import { fixesTo, holdsTo } from './commands-tables.ts';

describe('sudo', () => {
  holdsTo('no-sudo', [
    ['RUN sudo x', 'sudo: DL3004 DS-0010 1'],
    ['RUN a && sudo x', 'sudo: DL3004 DS-0010 1'],
    ['RUN a \\\n  # why\n  && sudo x', 'sudo: DL3004 DS-0010 1'],
    ['RUN a; sudo x', 'sudo: DL3004 1'],
    ['RUN a;sudo x', 'sudo: DL3004'],
    ['RUN echo x | sudo tee /y', 'sudo: DL3004 1'],
    ['RUN A=1 sudo x', 'sudo: DL3004 1'],
    ['RUN exec sudo x', 'sudo: DL3004 1'],
    ['RUN $(sudo x)', 'sudo: DL3004'],
    ['RUN sudo -V', 'sudo: DL3004 DS-0010 1'],
    ['RUN ["sudo", "x"]', '"sudo": DL3004'],
    ['RUN <<EOF\nsudo x\nEOF', 'sudo: DL3004 DS-0010 1'],
    ['ONBUILD RUN sudo x', 'sudo: DL3004'],
    ['RUN env sudo x', 'sudo: 1'],
    ['RUN bash -c "a; sudo x"', 'sudo: 1'],
    ['RUN /usr/bin/sudo x', '/usr/bin/sudo:'],
    ['RUN sudo x && sudo -u www y', 'sudo: DL3004 DS-0010 1', 'sudo: DL3004 DS-0010 1'],
    ['RUN apt-get install -y sudo vim'],
    ['RUN echo sudo x'],
    ['RUN which sudo'],
    ['CMD sudo x'],
  ]);
  fixesTo('no-sudo', [
    ['RUN sudo x', 'RUN x'],
    ['RUN sudo -E -H x && a | sudo tee b', 'RUN x && a | tee b'],
    ['RUN sudo A=1 x', 'RUN A=1 x'],
    ['RUN sudo \\\n  x', 'RUN x'],
    ['RUN sudo -u www x', null],
    ['RUN sudo', null],
    ['USER app\nRUN sudo x', null],
    ['FROM debian:12 AS a\nUSER app\nFROM a\nRUN sudo x', null],
    ['USER root\nRUN sudo x', 'USER root\nRUN x'],
  ]);
});

describe('cd', () => {
  holdsTo('workdir-instead-of-cd', [
    ['RUN cd /x', 'cd /x: DL3003 DS-0013'],
    ['RUN a && cd /x && make', 'cd /x: DL3003 DS-0013'],
    ['RUN a \\\n && cd /x', 'cd /x: DL3003 DS-0013'],
    ['RUN set -x; cd /x', 'cd /x: DL3003'],
    ['RUN (cd /x && make)', 'cd /x: DL3003'],
    ['RUN for i in a; do cd $i; done', 'cd $i: DL3003'],
    ['RUN <<EOF\nmake\ncd /x\nEOF', 'cd /x: DL3003'],
    ['RUN cd', 'cd: DL3003'],
    ['RUN ["cd", "/x"]', '"cd", "/x": DL3003'],
    ['ONBUILD RUN cd /x'],
    ['RUN sh -c "cd /x"'],
    ['RUN pushd /x'],
    ['RUN make -C /x'],
    ['CMD cd /x && ./a'],
  ]);
  fixesTo('workdir-instead-of-cd', [
    ['RUN cd /x && make', 'WORKDIR /x\nRUN make'],
    ['RUN cd x; make', 'WORKDIR x\nRUN make'],
    ['RUN cd /x \\\n && make\n', 'WORKDIR /x\nRUN make\n'],
    ['RUN cd $HOME', 'WORKDIR $HOME'],
    ['FROM a:1\r\nRUN cd /x && a\r\n', 'FROM a:1\r\nWORKDIR /x\r\nRUN a\r\n'],
    ['run cd /x && make', 'WORKDIR /x\nrun make'],
    ['RUN a && cd /x', null],
    ['RUN cd /x || make', null],
    ['RUN cd ~ && make', null],
    ['RUN cd "$(dirname a)" && make', null],
    ['RUN --network=none cd /x && make', null],
    ['RUN (cd /x && make)', null],
    ['RUN { cd /x && make; }', null],
  ]);
});

describe('useradd', () => {
  holdsTo('useradd-without-log', [
    ['RUN useradd -u 123456 a', '123456: DL3046'],
    ['RUN useradd -mu 123456 a', '123456: DL3046'],
    ["RUN useradd a -u '123456'", "'123456': DL3046"],
    ['ONBUILD RUN useradd -u 123456 a', '123456: DL3046'],
    ['RUN ["useradd", "-u", "123456", "a"]', '"123456": DL3046'],
    ['RUN useradd --uid 123456 a', '123456:'],
    ['RUN useradd --uid=123456 a', '123456:'],
    ['RUN useradd -u123456 a', '123456:'],
    ['RUN sudo useradd -u 123456 a', '123456:'],
    ['RUN /usr/sbin/useradd -u 123456 a', '123456:'],
    ['ARG LONG=123456\nFROM a:1\nARG LONG\nRUN useradd -u ${LONG} a', '${LONG}: DL3046'],
    ['ARG ID=123456\nFROM a:1\nARG ID\nRUN useradd -u $ID a', '$ID:'],
    ['FROM a:1\nARG USER_ID=1000\nRUN useradd -u ${USER_ID} a'],
    ['FROM a:1\nARG USER_ID\nRUN useradd -u ${USER_ID} a'],
    ['RUN useradd -u 99999 a'],
    ['RUN useradd -u 000001 a'],
    ['RUN useradd -u $(id -u) a'],
    ['RUN useradd -l -u 123456 a'],
    ['RUN useradd --no-log-init -u 123456 a'],
    ['RUN useradd -mlu 123456 a'],
    ['RUN useradd -u 12345 -g 123456 a'],
    ['RUN adduser -u 123456 a'],
  ]);
  fixesTo('useradd-without-log', [['RUN a && useradd -m -u 123456 a', 'RUN a && useradd -l -m -u 123456 a', true]]);
});

describe('the progress of wget', () => {
  holdsTo('wget-progress', [
    ['RUN wget http://x', 'wget: DL3047'],
    ['RUN wget -O- http://x', 'wget: DL3047'],
    ['RUN wget -nc http://x', 'wget: DL3047'],
    ['RUN wget --show-progress http://x', 'wget: DL3047'],
    ['RUN wget -i list', 'wget: DL3047'],
    ['RUN wget -P q x', 'wget: DL3047'],
    ['RUN wget $URL', 'wget: DL3047'],
    ['RUN wget "${URL}/a" -O b', 'wget: DL3047'],
    ['RUN wget http://x && wget http://y', 'wget: DL3047', 'wget: DL3047'],
    ['ONBUILD RUN wget http://x', 'wget: DL3047'],
    ['RUN ["wget", "http://x"]', '"wget": DL3047'],
    ['RUN sudo wget http://x', 'wget:'],
    ['RUN /usr/bin/wget http://x', '/usr/bin/wget:'],
    ['RUN bash -c "wget http://x"', 'wget:'],
    ['RUN wget -q http://x'],
    ['RUN wget -qO- http://x'],
    ['RUN wget -cq http://x'],
    ['RUN wget http://x -nv'],
    ['RUN wget -nvO a http://x'],
    ['RUN wget --quiet http://x'],
    ['RUN wget --no-verbose http://x'],
    ['RUN wget --progress dot http://x'],
    ['RUN wget --progress=bar http://x'],
    ['RUN wget -o/dev/null http://x'],
    ['RUN wget -a log http://x'],
    ['RUN wget --output-file=log http://x'],
    ['RUN wget http://x > f 2>&1', 'wget: DL3047'],
    ['RUN wget http://x 2> log'],
    ['RUN wget http://x &> log'],
    ['RUN wget --version'],
    ['RUN wget --spider http://x'],
    ['RUN wget $OPTIONS http://x'],
    ['RUN apt-get install wget'],
  ]);
  fixesTo('wget-progress', [
    ['RUN wget x', 'RUN wget --progress=dot:giga x', true],
    ['FROM node:24-alpine\nRUN wget x', 'FROM node:24-alpine\nRUN wget -q x', true],
    ['FROM a:1\nRUN wget x && wget y', 'FROM a:1\nRUN wget -nv x && wget -nv y', true],
  ]);
});

describe('commands without effect on an image', () => {
  holdsTo('pointless-command', [
    ['RUN service nginx start', 'service: DL3001'],
    ['RUN A=1 service nginx start', 'service: DL3001'],
    ['RUN echo $(ps aux)', 'ps: DL3001'],
    ['RUN `ps`', 'ps: DL3001'],
    ['RUN ["ps", "aux"]', '"ps": DL3001'],
    ['RUN if true; then kill 1; fi', 'kill: DL3001'],
    ['RUN command ps; exec top', 'ps: DL3001', 'top: DL3001'],
    ['RUN shutdown -h now && mount /dev/x /y', 'shutdown: DL3001', 'mount: DL3001'],
    ['ONBUILD RUN ssh host', 'ssh: DL3001'],
    ['RUN <<EOF\nfree\nEOF', 'free: DL3001'],
    ['RUN sudo service nginx start', 'service:'],
    ['RUN /usr/sbin/service nginx start', '/usr/sbin/service:'],
    ['RUN bash -c "ps aux"', 'ps:'],
    ['RUN ifconfig', 'ifconfig:'],
    ['RUN systemctl restart x', 'systemctl:'],
    ['RUN busybox ps', 'ps: DL3001'],
    ['RUN cat <<EOF > f && ps\nx\nEOF', 'ps:'],
    ['RUN bash <<EOF\nps\nEOF', 'ps: DL3001'],
    ['RUN cat <<EOF > f\nps\nEOF'],
    ['RUN systemctl enable x && systemctl mask y'],
    ['RUN apt-get install -y vim procps'],
    ['RUN echo ps'],
    ['RUN ssh-keyscan github.com'],
    ['CMD ps'],
    ['ENTRYPOINT ["ssh"]'],
  ]);
});

describe('a link in place of /bin/sh', () => {
  holdsTo('sh-replaced-by-link', [
    ['RUN ln -s /bin/bash /bin/sh', '/bin/sh: DL4005'],
    ['RUN a && ln -sfv bash "/bin/sh"', '"/bin/sh": DL4005'],
    ['RUN ln -sf $B /bin/sh', '/bin/sh: DL4005'],
    ['RUN ["ln", "-s", "/bin/bash", "/bin/sh"]', '"/bin/sh": DL4005'],
    ['ONBUILD RUN ln -sf /bin/bash /bin/sh', '/bin/sh: DL4005'],
    ['RUN sudo ln -s /bin/bash /bin/sh', '/bin/sh:'],
    ['RUN ln -sf /bin/bash /usr/bin/sh', '/usr/bin/sh:'],
    ['RUN ln -s /bin/sh /bin/x'],
    ['RUN ln -sf bash sh'],
    ['RUN ls /bin/bash /bin/sh'],
  ]);
  fixesTo('sh-replaced-by-link', [
    ['RUN ln -snf bash /bin/sh', 'SHELL ["/bin/bash", "-c"]'],
    ['RUN rm -f /bin/sh && ln -s /usr/bin/zsh /bin/sh', 'SHELL ["/usr/bin/zsh", "-c"]'],
    ['RUN ln -sf $B /bin/sh', null],
    ['RUN ln -sf bash /bin/sh && make', null],
    ['RUN ln -sf dash /bin/sh', null],
  ]);
});

describe('wget and curl', () => {
  holdsTo('wget-and-curl', [
    ['RUN wget x\nRUN curl x', 'curl: DL4001 DS-0014'],
    ['RUN curl x\nRUN wget x', 'wget: DL4001 DS-0014'],
    ['RUN curl x && wget x', 'wget: DL4001 DS-0014'],
    ['RUN wget x | sh\nRUN curl x\nRUN a\nRUN wget y', 'curl: DL4001 DS-0014', 'wget: DL4001 DS-0014'],
    ['RUN which curl || wget x; curl x', 'curl: DL4001'],
    ['RUN if a; then curl x; else wget x; fi', 'wget: DL4001'],
    ['RUN ["wget", "x"]\nRUN ["curl", "x"]', '"curl": DL4001'],
    ['ONBUILD RUN wget x\nONBUILD RUN curl x', 'curl: DL4001'],
    ['ONBUILD RUN wget x\nRUN curl x', 'curl:'],
    ['RUN wget x\nRUN /usr/bin/curl x', '/usr/bin/curl:'],
    ['FROM a:1 AS a\nRUN wget x\nFROM a\nRUN curl x', 'curl: DS-0014'],
    ['FROM a:1 AS a\nRUN wget x\nFROM a AS b\nFROM b\nRUN curl x', 'curl: DS-0014'],
    ['RUN wget x\nFROM a:1\nRUN curl x'],
    ['RUN curl x\nRUN curl y'],
    ['RUN apt-get install wget curl'],
    ['RUN apt-get install curl && wget x'],
    ['RUN wget x\nCMD curl x'],
    ['RUN wget x\nHEALTHCHECK CMD curl x'],
  ]);
});

describe('passwords', () => {
  holdsTo('password-in-image', [
    ['RUN echo root:x | chpasswd', 'chpasswd: 17'],
    ['RUN echo "root:x" | chpasswd && a', 'chpasswd: 17'],
    ['RUN chpasswd -e < f', 'chpasswd: 17'],
    ['RUN echo x | sudo chpasswd', 'chpasswd: 17'],
    ['RUN <<EOF\necho root:x | chpasswd\nEOF', 'chpasswd: 17'],
    ['RUN echo root:x|chpasswd', 'chpasswd:'],
    ['RUN echo "root:x" | chpasswd; a', 'chpasswd:'],
    ['RUN echo x | /usr/sbin/chpasswd', '/usr/sbin/chpasswd:'],
    ['ONBUILD RUN echo root:x | chpasswd', 'chpasswd:'],
    ['RUN passwd -d root', '-d:'],
    ['RUN passwd --delete app', '--delete:'],
    ["RUN usermod -p '' root", "'':"],
    ['RUN useradd -m -p $(openssl passwd -1 x) a', '$(openssl passwd -1 x):'],
    ['RUN useradd --password=x a', '--password=x:'],
    ["RUN useradd -p '!' a"],
    ["RUN usermod -p '*' a"],
    ['RUN useradd -m a'],
    ['RUN passwd -l root'],
    ['RUN echo chpasswd is great'],
  ]);
});
