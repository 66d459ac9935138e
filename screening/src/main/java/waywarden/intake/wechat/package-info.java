@NullMarked
package waywarden.intake.wechat;

import org.jspecify.annotations.NullMarked;
