import { saying } from '../../bin/terminal';

/** A stream that keeps what is written to it. */
function fakeStream(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream;
  return { stream, written };
}

const fail = () => {
  throw new Error('failed');
};

test('a terminal is told what is being done, until it is done', () => {
  const { stream, written } = fakeStream(true);
  const during = saying('Checking a.yaml', () => [...written], stream);
  expect(during).toEqual(['Checking a.yaml …']);
  expect(written.join('')).toBe('Checking a.yaml …\r\u001B[K');
});

test('a failure leaves nothing of it on the terminal', () => {
  const { stream, written } = fakeStream(true);
  expect(() => saying('Checking', fail, stream)).toThrow('failed');
  expect(written.at(-1)).toBe('\r\u001B[K');
});

test('a pipe is told nothing', () => {
  const { stream, written } = fakeStream(false);
  expect(saying('Checking', () => 3, stream)).toBe(3);
  expect(written).toEqual([]);
});
