// type-graphql's decorators refuse to run before this polyfill is loaded, so classes import them from here.
import 'reflect-metadata';

export * from 'type-graphql';
