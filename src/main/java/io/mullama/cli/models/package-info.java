/** The commands about models: finding, downloading, showing, making and deleting them. */
package io.mullama.cli.models;
