/** What models write to what that means: thoughts, content and tool calls, piece by piece. */
package io.mullama.chat.answer;
