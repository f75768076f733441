import { optional, required, warehouse } from "./build";
import type { WarehouseMetadata } from "./types";

const database = [
  required("host"),
  required("port"),
  required("database"),
  required("username"),
  required("password", "password"),
  optional("ciphertext"),
];

/** The warehouses that Segment can load. */
export const warehouses: WarehouseMetadata[] = [
  warehouse({ id: "55d3d3aea3c", name: "Postgres", slug: "postgres", options: database }),
  warehouse({ id: "aea3c55dsz", name: "Redshift", slug: "redshift", options: database }),
  warehouse({
    id: "kwX50Df0hr",
    name: "BigQuery",
    slug: "bigquery",
    options: [required("gc-project")],
  }),
  warehouse({
    id: "7zkJ3Zr0lK",
    name: "Snowflake",
    slug: "snowflake",
    options: [
      required("account"),
      required("database"),
      required("warehouse"),
      required("username"),
      required("password", "password"),
      optional("trustSegmentIps", "boolean"),
    ],
  }),
  warehouse({
    id: "WcjBCzUGff",
    name: "Azure SQL Data Warehouse",
    slug: "azuresqldw",
    options: [],
  }),
  warehouse({
    id: "Ji9mHnJwLg",
    name: "Databricks",
    slug: "databricks",
    options: [
      required("hostname"),
      required("httpPath"),
      required("catalog"),
      required("oauthClientId"),
      required("oauthClientSecret", "password"),
    ],
  }),
  warehouse({ id: "cmS3YzqpDx", name: "Db2", slug: "db2", options: database }),
  warehouse({
    id: "tN0eTxVmHi",
    name: "Azure Data Lake",
    slug: "azuredatalake",
    options: [
      required("storageAccount"),
      required("container"),
      required("clientSecret", "password"),
      optional("tags", "text-map"),
    ],
  }),
  warehouse({
    id: "8Fq2RzYdWu",
    name: "S3 Data Lake",
    slug: "s3-data-lake",
    options: [
      required("bucket"),
      required("region"),
      required("roleArn"),
      optional("partitions", "array"),
      optional("cleanOnLoad", "boolean"),
      {
        ...required("format", "select", "What files are written in: `parquet` or `json`."),
        defaultValue: "parquet",
      },
      { ...optional("fileSize", "number", "Megabytes a file, 1 to 512."), defaultValue: 128 },
      {
        ...optional("compress", "boolean", "Compresses files with gzip."),
        defaultValue: true,
      },
      optional("tags", "text-map", "Tags that every file gets."),
      optional("externalSecret", "password", "The external id that the role asks for."),
    ],
  }),
];
