import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Hex, stableJson } from './hash.ts';

test('the hash of text is that of its UTF-8 bytes', () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256Hex('弥勒')).toBe(sha256Hex(Buffer.from('弥勒', 'utf8')));
});

test('the order in which members were written does not matter, the order of a list does', () => {
  expect(stableJson({ b: 1, a: { d: [2, 1], c: null } })).toBe('{"a":{"c":null,"d":[2,1]},"b":1}');
  expect(stableJson([1, 2])).not.toBe(stableJson([2, 1]));
});

test('it is JSON: reading it gives the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      expect(JSON.parse(stableJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(stableJson(JSON.parse(stableJson(value)))).toBe(stableJson(value));
    }),
  );
});

test('what JSON would lose without a word is a fault', () => {
  expect(() => stableJson({ fen: Number.NaN })).toThrow(TypeError);
  expect(() => stableJson([Number.POSITIVE_INFINITY])).toThrow(TypeError);
  expect(() => stableJson([undefined])).toThrow(TypeError);
  expect(() => stableJson({ fen: 1n })).toThrow(TypeError);
  expect(stableJson({ a: undefined })).toBe('{}');
});
