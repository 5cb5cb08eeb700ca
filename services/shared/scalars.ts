// The graph's own scalars, under one name each, so that no subgraph picks another class for the same name.
export { GraphQLDate as DateScalar, GraphQLSafeInt as SafeIntScalar } from 'graphql-scalars';
