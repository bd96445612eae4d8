import { people } from '../../../contract/people.ts';
import { implement } from '../../implement.ts';
import { findPeopleFor, readPerson } from './read-person.ts';

export const implementations = [
  implement(people.find, (asking, { body }) => findPeopleFor(asking, body.text)),
  implement(people.read, (asking, { body }) => readPerson(asking, body)),
];
